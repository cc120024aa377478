CREATE TABLE `leases` (
	`name` text PRIMARY KEY NOT NULL,
	`holder` text NOT NULL,
	`until` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `links` (
	`id` text PRIMARY KEY NOT NULL,
	`contact_id` text NOT NULL,
	`letter_id` text,
	`issued_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`revoked_at` integer,
	`opened_at` integer,
	`last_opened_at` integer,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`letter_id`) REFERENCES `letters`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `links_contact` ON `links` (`contact_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `links_letter` ON `links` (`letter_id`);--> statement-breakpoint
CREATE TABLE `media` (
	`id` text PRIMARY KEY NOT NULL,
	`contact_id` text,
	`incident_id` text,
	`kind` text NOT NULL,
	`mime` text NOT NULL,
	`file_name` text NOT NULL,
	`size` integer NOT NULL,
	`bytes` blob,
	`at` integer NOT NULL,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`incident_id`) REFERENCES `incidents`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `media_incident` ON `media` (`incident_id`);--> statement-breakpoint
CREATE INDEX `media_at` ON `media` (`at`);--> statement-breakpoint
CREATE TABLE `nominations` (
	`id` text PRIMARY KEY NOT NULL,
	`number` integer NOT NULL,
	`unit_link_id` text NOT NULL,
	`unit_id` text NOT NULL,
	`conference_id` text NOT NULL,
	`people` text NOT NULL,
	`at` integer NOT NULL,
	`state` text NOT NULL,
	`decided_by` text,
	`decided_at` integer,
	FOREIGN KEY (`unit_link_id`) REFERENCES `unit_links`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`conference_id`) REFERENCES `conferences`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`decided_by`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `nominations_unit` ON `nominations` (`conference_id`,`unit_id`);--> statement-breakpoint
CREATE TABLE `oa_tokens` (
	`account` text PRIMARY KEY NOT NULL,
	`access` text,
	`refresh` text NOT NULL,
	`previous` text,
	`seed` text,
	`issued_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`state` text NOT NULL,
	`state_at` integer NOT NULL,
	`tries` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE `requests` (
	`id` text PRIMARY KEY NOT NULL,
	`number` integer NOT NULL,
	`channel` text NOT NULL,
	`account` text NOT NULL,
	`chat` text NOT NULL,
	`shown_name` text,
	`phone` text,
	`text` text NOT NULL,
	`at` integer NOT NULL,
	`state` text NOT NULL,
	`contact_id` text,
	`decided_by` text,
	`decided_at` integer,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`decided_by`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `requests_chat` ON `requests` (`channel`,`account`,`chat`);--> statement-breakpoint
CREATE TABLE `unit_links` (
	`id` text PRIMARY KEY NOT NULL,
	`unit_id` text NOT NULL,
	`conference_id` text NOT NULL,
	`issued_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`revoked_at` integer,
	`opened_at` integer,
	FOREIGN KEY (`unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`conference_id`) REFERENCES `conferences`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `unit_links_unit` ON `unit_links` (`conference_id`,`unit_id`);--> statement-breakpoint
CREATE TABLE `usage` (
	`channel` text NOT NULL,
	`account` text NOT NULL,
	`month` text NOT NULL,
	`sent` integer NOT NULL,
	PRIMARY KEY(`channel`, `account`, `month`)
);
--> statement-breakpoint
ALTER TABLE `accounts` ADD `held_reason` text;--> statement-breakpoint
ALTER TABLE `accounts` ADD `buttons_refused_at` integer;--> statement-breakpoint
ALTER TABLE `contacts` ADD `country` text;--> statement-breakpoint
ALTER TABLE `contacts` ADD `erased_at` integer;--> statement-breakpoint
ALTER TABLE `letters` ADD `delivered_at` integer;--> statement-breakpoint
ALTER TABLE `letters` ADD `seen_at` integer;--> statement-breakpoint
ALTER TABLE `letters` ADD `fallback_at` integer;--> statement-breakpoint
CREATE INDEX `letters_fallback` ON `letters` (`fallback_at`) WHERE fallback_at is not null;