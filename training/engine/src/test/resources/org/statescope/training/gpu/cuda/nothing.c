// Libraries that must be there and of which nothing is called.
extern int nothing_is_called;
int nothing_is_called;
