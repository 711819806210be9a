-- The two scales that every desk starts with (DESIGN section 1). Ids are fixed, so that archives of different desks agree on them.
INSERT INTO scale (id, key, version, name, created_at) VALUES
  ('01900000-0000-7000-8000-000000000100', 'accuracy', 1, 'Accuracy', '2022-01-01T00:00:00Z'),
  ('01900000-0000-7000-8000-000000000200', 'commitment', 1, 'Commitment', '2022-01-01T00:00:00Z');

INSERT INTO rating (id, scale_id, position, key, label, meaning, colour, conclusive, number) VALUES
  ('01900000-0000-7000-8000-000000000101', '01900000-0000-7000-8000-000000000100', 1, 'true', 'True', 'The evidence bears the claim out, and nothing important is missing.', 'true', true, 5),
  ('01900000-0000-7000-8000-000000000102', '01900000-0000-7000-8000-000000000100', 2, 'mostly_true', 'Mostly true', 'Right in substance, with a detail or a context that needs adding.', 'mostly_true', true, 4),
  ('01900000-0000-7000-8000-000000000103', '01900000-0000-7000-8000-000000000100', 3, 'half_true', 'Half true', 'Part of it holds and part of it does not, and both parts matter.', 'mixed', true, 3),
  ('01900000-0000-7000-8000-000000000104', '01900000-0000-7000-8000-000000000100', 4, 'mostly_false', 'Mostly false', 'A grain of truth, in a claim that misleads as a whole.', 'mostly_false', true, 2),
  ('01900000-0000-7000-8000-000000000105', '01900000-0000-7000-8000-000000000100', 5, 'false', 'False', 'The evidence shows that it is not so.', 'false', true, 1),
  ('01900000-0000-7000-8000-000000000106', '01900000-0000-7000-8000-000000000100', 6, 'unverifiable', 'Unverifiable', 'The evidence that exists cannot settle it either way.', 'grey', false, NULL),
  ('01900000-0000-7000-8000-000000000201', '01900000-0000-7000-8000-000000000200', 1, 'kept', 'Kept', 'What was promised was done, or what was assured held.', 'true', true, 5),
  ('01900000-0000-7000-8000-000000000202', '01900000-0000-7000-8000-000000000200', 2, 'mostly_kept', 'Mostly kept', 'Done in substance, with limits that need naming.', 'mostly_true', true, 4),
  ('01900000-0000-7000-8000-000000000203', '01900000-0000-7000-8000-000000000200', 3, 'partly_kept', 'Partly kept', 'Some of it was done and some of it was not, and both parts matter.', 'mixed', true, 3),
  ('01900000-0000-7000-8000-000000000204', '01900000-0000-7000-8000-000000000200', 4, 'mostly_broken', 'Mostly broken', 'Little of it was done.', 'mostly_false', true, 2),
  ('01900000-0000-7000-8000-000000000205', '01900000-0000-7000-8000-000000000200', 5, 'broken', 'Broken', 'The opposite was done, or nothing was.', 'false', true, 1),
  ('01900000-0000-7000-8000-000000000206', '01900000-0000-7000-8000-000000000200', 6, 'in_progress', 'In progress', 'Events bear on it, but do not settle it yet.', 'grey', false, NULL),
  ('01900000-0000-7000-8000-000000000207', '01900000-0000-7000-8000-000000000200', 7, 'overtaken', 'Overtaken by events', 'Its condition fell away, so that it was neither kept nor broken.', 'grey', false, NULL);
