DROP TABLE correction;
DROP TABLE cited_evidence;
DROP TABLE verdict;
