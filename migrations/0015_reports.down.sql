DROP TABLE report;
DROP FUNCTION guard_report();
