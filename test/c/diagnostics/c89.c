int first; // error: C89 has no // comments
int second; // The others of the file are passed over.
