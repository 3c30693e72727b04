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

// Mamba-2's norm, gate first: v = x ⊙ SiLU(z), y = r v ⊙ w. One group of lanes per row (GROUP) and
// part of the columns (GROUP_Y), `width` wide.
KERNEL void gated_forward(
    TENSOR(x), TENSOR(z), TENSOR(w), TENSOR(y), TENSOR(inverse), int width, int x_stride,
    int z_stride, int y_stride, float epsilon) {
  OPEN(x);
  OPEN(z);
  OPEN(w);
  OPEN(y);
  OPEN(inverse);
  SHARED float partial[128];
  wide row = GROUP;
  int first = GROUP_Y * width;
  float squares = 0;
  for (int c = first + LANE; c < first + width; c += 128) {
    float v = x[row * x_stride + c] * silu(z[row * z_stride + c]);
    squares += v * v;
  }
  float r = 1.0f / sqrt(sum_of_group(partial, squares) / width + epsilon);
  if (LANE == 0) {
    inverse[row * GROUPS_Y + GROUP_Y] = r;
  }
  for (int c = first + LANE; c < first + width; c += 128) {
    y[row * y_stride + c] = x[row * x_stride + c] * silu(z[row * z_stride + c]) * r * w[c];
  }
}

// dv = r (w ⊙ dy − v r² mean(v ⊙ w ⊙ dy)), dx = dv ⊙ SiLU(z), dz = dv ⊙ x ⊙ SiLU'(z).
KERNEL void gated_backward(
    TENSOR(x), TENSOR(z), TENSOR(w), TENSOR(inverse), TENSOR(dy), TENSOR(dx), TENSOR(dz),
    int width, int x_stride, int z_stride, int dy_stride, int add_x, int add_z) {
  OPEN(x);
  OPEN(z);
  OPEN(w);
  OPEN(inverse);
  OPEN(dy);
  OPEN(dx);
  OPEN(dz);
  SHARED float partial[128];
  wide row = GROUP;
  int first = GROUP_Y * width;
  float products = 0;
  for (int c = first + LANE; c < first + width; c += 128) {
    float v = x[row * x_stride + c] * silu(z[row * z_stride + c]);
    products += v * w[c] * dy[row * dy_stride + c];
  }
  float r = inverse[row * GROUPS_Y + GROUP_Y];
  float pull = sum_of_group(partial, products) / width * r * r;
  for (int c = first + LANE; c < first + width; c += 128) {
    float in = x[row * x_stride + c];
    float gate = z[row * z_stride + c];
    float open = silu(gate);
    float dv = r * (w[c] * dy[row * dy_stride + c] - in * open * pull);
    PUT(add_x, dx, row * x_stride + c, dv * open);
    PUT(add_z, dz, row * z_stride + c, dv * in * silu_slope(gate));
  }
}

// dw = Σ r v ⊙ dy over one block of rows.
KERNEL void gated_weight_backward(
    TENSOR(x), TENSOR(z), TENSOR(inverse), TENSOR(dy), TENSOR(part), int rows, int block,
    int columns, int width, int x_stride, int z_stride, int dy_stride) {
  OPEN(x);
  OPEN(z);
  OPEN(inverse);
  OPEN(dy);
  OPEN(part);
  int c = GROUP * LANES + LANE;
  if (c < columns) {
    int groups = columns / width;
    int last = (GROUP_Y + 1) * block < rows ? (GROUP_Y + 1) * block : rows;
    float sum = 0;
    for (wide row = (wide)GROUP_Y * block; row < last; row++) {
      float v = x[row * x_stride + c] * silu(z[row * z_stride + c]);
      sum += inverse[row * groups + c / width] * v * dy[row * dy_stride + c];
    }
    part[(wide)GROUP_Y * columns + c] = sum;
  }
}
