// Rows of a table by token, and back.

KERNEL void embedding_forward(
    INTEGERS(tokens), TENSOR(table), TENSOR(y), int width, int table_stride, int y_stride,
    wide count) {
  OPEN(tokens);
  OPEN(table);
  OPEN(y);
  wide i = (wide)GROUP * LANES + LANE;
  if (i < count) {
    wide row = i / width;
    int c = (int)(i % width);
    y[row * y_stride + c] = table[(wide)tokens[row] * table_stride + c];
  }
}

// A lane sums one value of one table row over the tokens that used it: `order` holds the rows of y
// sorted by token, `starts` where each token's begin.
KERNEL void embedding_backward(
    INTEGERS(order), INTEGERS(starts), TENSOR(dy), TENSOR(dtable), int width, int dy_stride,
    int table_stride, wide count, int add) {
  OPEN(order);
  OPEN(starts);
  OPEN(dy);
  OPEN(dtable);
  wide i = (wide)GROUP * LANES + LANE;
  if (i < count) {
    int token = (int)(i / width);
    int c = (int)(i % width);
    float sum = 0;
    for (int k = starts[token]; k < starts[token + 1]; k++) {
      sum += dy[(wide)order[k] * dy_stride + c];
    }
    PUT(add, dtable, (wide)token * table_stride + c, sum);
  }
}
