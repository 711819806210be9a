DROP VIEW snapshot;
