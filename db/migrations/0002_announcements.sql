CREATE TABLE `announcement_revisions` (
	`announcement_id` text NOT NULL,
	`revision` integer NOT NULL,
	`kind` text NOT NULL,
	`text` text NOT NULL,
	`media` text NOT NULL,
	`by` text,
	`at` integer NOT NULL,
	PRIMARY KEY(`announcement_id`, `revision`),
	FOREIGN KEY (`announcement_id`) REFERENCES `announcements`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `announcements` (
	`id` text PRIMARY KEY NOT NULL,
	`number` integer NOT NULL,
	`state` text NOT NULL,
	`state_at` integer NOT NULL,
	`state_by` text,
	`author_id` text,
	`conference_id` text,
	`created_at` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`edited_by` text,
	`edited_at` integer,
	`text` text NOT NULL,
	`media` text NOT NULL,
	`audience` text,
	`lists` text NOT NULL,
	`wanted` text NOT NULL,
	`open_until` integer,
	`leaves` text NOT NULL,
	`urgent` integer DEFAULT false NOT NULL,
	`reason` text,
	`digest` text,
	`sent_at` integer,
	`total` integer DEFAULT 0 NOT NULL,
	`revision` integer DEFAULT 0 NOT NULL,
	`spread_at` integer,
	`look_at` integer,
	`reminders` integer DEFAULT 0 NOT NULL,
	`reminded_at` integer,
	FOREIGN KEY (`state_by`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`author_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`conference_id`) REFERENCES `conferences`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`edited_by`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `announcements_number_unique` ON `announcements` (`number`);--> statement-breakpoint
CREATE INDEX `announcements_spread` ON `announcements` (`spread_at`) WHERE spread_at is not null;--> statement-breakpoint
CREATE INDEX `announcements_look` ON `announcements` (`look_at`) WHERE look_at is not null;--> statement-breakpoint
CREATE INDEX `announcements_digest` ON `announcements` (`digest`,`sent_at`);--> statement-breakpoint
CREATE TABLE `fetches` (
	`id` text PRIMARY KEY NOT NULL,
	`channel` text NOT NULL,
	`account` text NOT NULL,
	`chat` text NOT NULL,
	`event_id` text NOT NULL,
	`contact_id` text NOT NULL,
	`ref` text NOT NULL,
	`what` text NOT NULL,
	`purpose` text NOT NULL,
	`at` integer NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`next_at` integer,
	`media_id` text,
	`reason` text,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`media_id`) REFERENCES `media`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `fetches_event` ON `fetches` (`channel`,`account`,`event_id`);--> statement-breakpoint
CREATE INDEX `fetches_next` ON `fetches` (`next_at`) WHERE next_at is not null;--> statement-breakpoint
CREATE INDEX `fetches_contact` ON `fetches` (`contact_id`);--> statement-breakpoint
CREATE TABLE `recipients` (
	`announcement_id` text NOT NULL,
	`contact_id` text NOT NULL,
	`position` integer NOT NULL,
	`revision` integer DEFAULT 0 NOT NULL,
	`reminded` integer DEFAULT 0 NOT NULL,
	`ask_id` text,
	PRIMARY KEY(`announcement_id`, `contact_id`),
	FOREIGN KEY (`announcement_id`) REFERENCES `announcements`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`ask_id`) REFERENCES `asks`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `recipients_position` ON `recipients` (`announcement_id`,`position`);--> statement-breakpoint
CREATE INDEX `recipients_contact` ON `recipients` (`contact_id`);--> statement-breakpoint
CREATE TABLE `uploads` (
	`channel` text NOT NULL,
	`account` text NOT NULL,
	`media_id` text NOT NULL,
	`ref` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`channel`, `account`, `media_id`),
	FOREIGN KEY (`media_id`) REFERENCES `media`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
ALTER TABLE `asks` ADD `announcement_id` text REFERENCES announcements(id);--> statement-breakpoint
CREATE INDEX `asks_announcement` ON `asks` (`announcement_id`,`state`) WHERE announcement_id is not null;--> statement-breakpoint
ALTER TABLE `letters` ADD `announcement_id` text REFERENCES announcements(id);--> statement-breakpoint
ALTER TABLE `letters` ADD `retract` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `letters` ADD `also` text;--> statement-breakpoint
ALTER TABLE `letters` ADD `media_reason` text;--> statement-breakpoint
CREATE INDEX `letters_announcement` ON `letters` (`announcement_id`,`contact_id`,`state`) WHERE announcement_id is not null;