// RMSNorm: y = r x ⊙ w, r = (mean(x²) + ε)^−½. One group of 128 lanes per row.

FUNCTION float sum_of_group(SHARED_POINTER float *partial, float mine) {
  BARRIER();
  partial[LANE] = mine;
  BARRIER();
  for (int reach = 64; reach > 0; reach /= 2) {
    if (LANE < reach) {
      partial[LANE] += partial[LANE + reach];
    }
    BARRIER();
  }
  return partial[0];
}

KERNEL void norm_forward(
    TENSOR(x), TENSOR(w), TENSOR(y), TENSOR(inverse), int columns, int x_stride, int y_stride,
    float epsilon) {
  OPEN(x);
  OPEN(w);
  OPEN(y);
  OPEN(inverse);
  SHARED float partial[128];
  wide row = GROUP;
  float squares = 0;
  for (int c = LANE; c < columns; c += 128) {
    float value = x[row * x_stride + c];
    squares += value * value;
  }
  float r = 1.0f / sqrt(sum_of_group(partial, squares) / columns + epsilon);
  if (LANE == 0) {
    inverse[row] = r;
  }
  for (int c = LANE; c < columns; c += 128) {
    y[row * y_stride + c] = x[row * x_stride + c] * r * w[c];
  }
}

// dx = r (w ⊙ dy − x r² mean(x ⊙ w ⊙ dy)).
KERNEL void norm_backward(
    TENSOR(x), TENSOR(w), TENSOR(inverse), TENSOR(dy), TENSOR(dx), int columns, int x_stride,
    int dy_stride, int add) {
  OPEN(x);
  OPEN(w);
  OPEN(inverse);
  OPEN(dy);
  OPEN(dx);
  SHARED float partial[128];
  wide row = GROUP;
  float products = 0;
  for (int c = LANE; c < columns; c += 128) {
    products += x[row * x_stride + c] * w[c] * dy[row * dy_stride + c];
  }
  float r = inverse[row];
  float pull = sum_of_group(partial, products) / columns * r * r;
  for (int c = LANE; c < columns; c += 128) {
    float value = r * (w[c] * dy[row * dy_stride + c] - x[row * x_stride + c] * pull);
    PUT(add, dx, row * x_stride + c, value);
  }
}

// dw = Σ r x ⊙ dy over one block of rows.
KERNEL void norm_weight_backward(
    TENSOR(x), TENSOR(inverse), TENSOR(dy), TENSOR(part), int rows, int block, int columns,
    int x_stride, int dy_stride) {
  OPEN(x);
  OPEN(inverse);
  OPEN(dy);
  OPEN(part);
  int c = GROUP * LANES + LANE;
  if (c < columns) {
    int last = (GROUP_Y + 1) * block < rows ? (GROUP_Y + 1) * block : rows;
    float sum = 0;
    for (wide row = (wide)GROUP_Y * block; row < last; row++) {
      sum += inverse[row] * x[row * x_stride + c] * dy[row * dy_stride + c];
    }
    part[(wide)GROUP_Y * columns + c] = sum;
  }
}
