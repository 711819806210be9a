DROP TABLE rating;
DROP TABLE scale;
