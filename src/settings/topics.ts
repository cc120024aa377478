import { type Topic, topics } from '../domain/message.ts'

export { type Topic, topics }

/** As it stands in a setting's name: ZALO_TEMPLATE_ASSIGNMENT_ID. */
export const topicName = <T extends Topic>(topic: T) => topic.toUpperCase() as Uppercase<T>
