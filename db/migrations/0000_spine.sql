CREATE TABLE `accounts` (
	`channel` text NOT NULL,
	`account` text NOT NULL,
	`user_name` text,
	`display_name` text,
	`held_until` integer,
	PRIMARY KEY(`channel`, `account`)
);
--> statement-breakpoint
CREATE TABLE `answers` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`ask_id` text NOT NULL,
	`by` text NOT NULL,
	`owed_by` text NOT NULL,
	`via` text NOT NULL,
	`value` text NOT NULL,
	`decides` integer NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`ask_id`) REFERENCES `asks`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`owed_by`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `answers_ask` ON `answers` (`ask_id`,`seq`);--> statement-breakpoint
CREATE TABLE `asked` (
	`ask_id` text NOT NULL,
	`contact_id` text NOT NULL,
	`as` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`ask_id`, `contact_id`),
	FOREIGN KEY (`ask_id`) REFERENCES `asks`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `asked_contact` ON `asked` (`contact_id`);--> statement-breakpoint
CREATE TABLE `asks` (
	`id` text PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`kind` text NOT NULL,
	`conference_id` text,
	`assignment_id` text,
	`bridge_point_id` text,
	`round_id` text,
	`owed_by` text NOT NULL,
	`backup_id` text,
	`steps` text NOT NULL,
	`urgent` integer NOT NULL,
	`opened_at` integer NOT NULL,
	`ends_at` integer,
	`first_sent_at` integer,
	`taken` text NOT NULL,
	`again_at` integer,
	`next_step_at` integer,
	`state` text NOT NULL,
	`settled_at` integer,
	FOREIGN KEY (`conference_id`) REFERENCES `conferences`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`assignment_id`) REFERENCES `assignments`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`bridge_point_id`) REFERENCES `bridge_points`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`round_id`) REFERENCES `rounds`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`owed_by`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`backup_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `asks_key_unique` ON `asks` (`key`);--> statement-breakpoint
CREATE INDEX `asks_next` ON `asks` (`next_step_at`) WHERE next_step_at is not null;--> statement-breakpoint
CREATE INDEX `asks_owed` ON `asks` (`owed_by`,`state`);--> statement-breakpoint
CREATE INDEX `asks_round` ON `asks` (`round_id`);--> statement-breakpoint
CREATE INDEX `asks_conference` ON `asks` (`conference_id`,`kind`);--> statement-breakpoint
CREATE INDEX `asks_assignment` ON `asks` (`assignment_id`);--> statement-breakpoint
CREATE TABLE `assignments` (
	`id` text PRIMARY KEY NOT NULL,
	`conference_id` text,
	`document_id` text,
	`code` text NOT NULL,
	`text` text NOT NULL,
	`bridge_point_id` text,
	`contact_id` text NOT NULL,
	`backup_id` text,
	`leads` text NOT NULL,
	`coordinating` text NOT NULL,
	`due` text,
	`budget` integer,
	`status` text NOT NULL,
	`status_at` integer NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`position` integer NOT NULL,
	`removed_at` integer,
	FOREIGN KEY (`conference_id`) REFERENCES `conferences`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`document_id`) REFERENCES `documents`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`bridge_point_id`) REFERENCES `bridge_points`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`backup_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `assignments_code` ON `assignments` (`conference_id`,`code`);--> statement-breakpoint
CREATE INDEX `assignments_contact` ON `assignments` (`contact_id`);--> statement-breakpoint
CREATE TABLE `audit` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`at` integer NOT NULL,
	`actor` text NOT NULL,
	`action` text NOT NULL,
	`subject` text NOT NULL,
	`detail` text
);
--> statement-breakpoint
CREATE INDEX `audit_subject` ON `audit` (`subject`);--> statement-breakpoint
CREATE TABLE `bridge_points` (
	`id` text PRIMARY KEY NOT NULL,
	`conference_id` text NOT NULL,
	`code` text NOT NULL,
	`name` text NOT NULL,
	`place` text,
	`country` text NOT NULL,
	`timezone` text NOT NULL,
	`is_main` integer NOT NULL,
	`unit_id` text,
	`contact_id` text NOT NULL,
	`backup_id` text,
	`policy` text,
	`position` integer NOT NULL,
	`removed_at` integer,
	FOREIGN KEY (`conference_id`) REFERENCES `conferences`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`backup_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `bridge_points_code` ON `bridge_points` (`conference_id`,`code`);--> statement-breakpoint
CREATE TABLE `chats` (
	`channel` text NOT NULL,
	`account` text NOT NULL,
	`chat` text NOT NULL,
	`expecting` text,
	`stranger_told_at` integer,
	PRIMARY KEY(`channel`, `account`, `chat`)
);
--> statement-breakpoint
CREATE TABLE `checklist_items` (
	`id` text PRIMARY KEY NOT NULL,
	`conference_id` text NOT NULL,
	`round_id` text,
	`bridge_point_id` text,
	`position` integer NOT NULL,
	`label` text NOT NULL,
	FOREIGN KEY (`conference_id`) REFERENCES `conferences`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`round_id`) REFERENCES `rounds`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`bridge_point_id`) REFERENCES `bridge_points`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `checklist_items_conference` ON `checklist_items` (`conference_id`);--> statement-breakpoint
CREATE TABLE `conferences` (
	`id` text PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`title` text NOT NULL,
	`start_at` integer NOT NULL,
	`end_at` integer NOT NULL,
	`timezone` text NOT NULL,
	`document_id` text,
	`policies` text NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	`cancelled_at` integer,
	`ended_at` integer,
	FOREIGN KEY (`document_id`) REFERENCES `documents`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `conferences_code_unique` ON `conferences` (`code`);--> statement-breakpoint
CREATE TABLE `contacts` (
	`id` text PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`name` text NOT NULL,
	`title` text,
	`unit_id` text,
	`phones` text NOT NULL,
	`email` text,
	`timezone` text NOT NULL,
	`language` text NOT NULL,
	`address` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `contacts_code_unique` ON `contacts` (`code`);--> statement-breakpoint
CREATE TABLE `coordinators` (
	`id` text PRIMARY KEY NOT NULL,
	`contact_id` text NOT NULL,
	`conference_id` text,
	`granted_at` integer NOT NULL,
	`revoked_at` integer,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`conference_id`) REFERENCES `conferences`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `coordinators_contact` ON `coordinators` (`contact_id`);--> statement-breakpoint
CREATE TABLE `documents` (
	`id` text PRIMARY KEY NOT NULL,
	`number` text NOT NULL,
	`type` text,
	`date` text,
	`issuer` text,
	`subject` text,
	`phone` text,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `documents_number_unique` ON `documents` (`number`);--> statement-breakpoint
CREATE TABLE `duties` (
	`id` text PRIMARY KEY NOT NULL,
	`bridge_point_id` text,
	`round_id` text,
	`contact_id` text NOT NULL,
	`duty` text NOT NULL,
	FOREIGN KEY (`bridge_point_id`) REFERENCES `bridge_points`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`round_id`) REFERENCES `rounds`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `duties_contact` ON `duties` (`contact_id`);--> statement-breakpoint
CREATE INDEX `duties_bridge_point` ON `duties` (`bridge_point_id`);--> statement-breakpoint
CREATE TABLE `facts` (
	`name` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `guesses` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`address` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `guesses_at` ON `guesses` (`at`);--> statement-breakpoint
CREATE TABLE `identities` (
	`id` text PRIMARY KEY NOT NULL,
	`contact_id` text NOT NULL,
	`channel` text NOT NULL,
	`account` text NOT NULL,
	`chat` text NOT NULL,
	`linked_at` integer NOT NULL,
	`last_in_at` integer,
	`closed_at` integer,
	`closed_reason` text,
	`unlinked_at` integer,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `identities_chat` ON `identities` (`channel`,`account`,`chat`) WHERE unlinked_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX `identities_contact` ON `identities` (`contact_id`,`channel`) WHERE unlinked_at is null;--> statement-breakpoint
CREATE TABLE `inbox` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`channel` text NOT NULL,
	`account` text NOT NULL,
	`event_id` text NOT NULL,
	`chat` text NOT NULL,
	`body` text,
	`received_at` integer NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`retry_at` integer,
	`handled_at` integer,
	`parked_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `inbox_event` ON `inbox` (`channel`,`account`,`event_id`);--> statement-breakpoint
CREATE INDEX `inbox_waiting` ON `inbox` (`seq`) WHERE handled_at is null and parked_at is null;--> statement-breakpoint
CREATE INDEX `inbox_received` ON `inbox` (`received_at`) WHERE body is not null;--> statement-breakpoint
CREATE TABLE `incidents` (
	`id` text PRIMARY KEY NOT NULL,
	`number` integer NOT NULL,
	`conference_id` text NOT NULL,
	`bridge_point_id` text NOT NULL,
	`reported_by` text NOT NULL,
	`text` text NOT NULL,
	`state` text NOT NULL,
	`at` integer NOT NULL,
	`owned_by` text,
	`owned_at` integer,
	`ended_by` text,
	`ended_at` integer,
	FOREIGN KEY (`conference_id`) REFERENCES `conferences`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`bridge_point_id`) REFERENCES `bridge_points`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`reported_by`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`owned_by`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`ended_by`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `incidents_conference` ON `incidents` (`conference_id`);--> statement-breakpoint
CREATE TABLE `invites` (
	`id` text PRIMARY KEY NOT NULL,
	`contact_id` text NOT NULL,
	`code_mac` text NOT NULL,
	`token_mac` text NOT NULL,
	`issued_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`burnt_at` integer,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `invites_codeMac_unique` ON `invites` (`code_mac`);--> statement-breakpoint
CREATE UNIQUE INDEX `invites_tokenMac_unique` ON `invites` (`token_mac`);--> statement-breakpoint
CREATE INDEX `invites_contact` ON `invites` (`contact_id`);--> statement-breakpoint
CREATE TABLE `letters` (
	`id` text PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`contact_id` text,
	`channel` text,
	`account` text,
	`chat` text,
	`urgency` integer NOT NULL,
	`ask_id` text,
	`chasing` integer NOT NULL,
	`must_arrive` integer NOT NULL,
	`subject` text,
	`card` text NOT NULL,
	`commands` text NOT NULL,
	`superseded` integer DEFAULT false NOT NULL,
	`reply_to` text,
	`state` text NOT NULL,
	`send_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`claimed_by` text,
	`claimed_at` integer,
	`again` integer DEFAULT false NOT NULL,
	`platform_id` text,
	`sent_at` integer,
	`reason` text,
	`dirty` integer DEFAULT false NOT NULL,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`ask_id`) REFERENCES `asks`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `letters_key_unique` ON `letters` (`key`);--> statement-breakpoint
CREATE INDEX `letters_pending` ON `letters` (`channel`,`account`,`urgency`,`send_at`,`id`) WHERE state = 'pending' and claimed_by is null;--> statement-breakpoint
CREATE INDEX `letters_due` ON `letters` (`send_at`) WHERE state = 'pending' and claimed_by is null;--> statement-breakpoint
CREATE INDEX `letters_dirty` ON `letters` (`channel`,`account`,`send_at`) WHERE dirty = 1 and state = 'sent';--> statement-breakpoint
CREATE INDEX `letters_claimed` ON `letters` (`claimed_by`) WHERE claimed_by is not null;--> statement-breakpoint
CREATE INDEX `letters_in_flight` ON `letters` (`channel`,`account`,`chat`) WHERE claimed_by is not null;--> statement-breakpoint
CREATE INDEX `letters_subject` ON `letters` (`subject`) WHERE subject is not null;--> statement-breakpoint
CREATE INDEX `letters_contact` ON `letters` (`contact_id`,`state`);--> statement-breakpoint
CREATE INDEX `letters_ask` ON `letters` (`ask_id`) WHERE ask_id is not null;--> statement-breakpoint
CREATE INDEX `letters_chat` ON `letters` (`channel`,`account`,`chat`,`platform_id`);--> statement-breakpoint
CREATE TABLE `questions` (
	`id` text PRIMARY KEY NOT NULL,
	`number` integer NOT NULL,
	`conference_id` text,
	`ask_id` text,
	`contact_id` text NOT NULL,
	`text` text NOT NULL,
	`at` integer NOT NULL,
	`answered_by` text,
	`answered_at` integer,
	FOREIGN KEY (`conference_id`) REFERENCES `conferences`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`ask_id`) REFERENCES `asks`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`answered_by`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `questions_contact` ON `questions` (`contact_id`);--> statement-breakpoint
CREATE TABLE `rounds` (
	`id` text PRIMARY KEY NOT NULL,
	`conference_id` text NOT NULL,
	`code` text NOT NULL,
	`name` text NOT NULL,
	`opens_at` integer NOT NULL,
	`closes_at` integer NOT NULL,
	`policy` text,
	`opened_at` integer,
	`closed_at` integer,
	`figures` text,
	`removed_at` integer,
	FOREIGN KEY (`conference_id`) REFERENCES `conferences`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `rounds_code` ON `rounds` (`conference_id`,`code`);--> statement-breakpoint
CREATE INDEX `rounds_opens` ON `rounds` (`opens_at`) WHERE opened_at is null and removed_at is null;--> statement-breakpoint
CREATE INDEX `rounds_closes` ON `rounds` (`closes_at`) WHERE closed_at is null and opened_at is not null;--> statement-breakpoint
CREATE TABLE `units` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `units_name_unique` ON `units` (`name`);