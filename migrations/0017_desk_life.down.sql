DROP TABLE notice;
DROP TABLE look;
