// Operations without neighbours: one lane per value.

KERNEL void zero(TENSOR(x), wide count) {
  OPEN(x);
  wide i = (wide)GROUP * LANES + LANE;
  if (i < count) {
    x[i] = 0;
  }
}

KERNEL void add_forward(
    TENSOR(left), TENSOR(right), TENSOR(y), int columns, int left_stride, int right_stride,
    int y_stride, wide count) {
  OPEN(left);
  OPEN(right);
  OPEN(y);
  wide i = (wide)GROUP * LANES + LANE;
  if (i < count) {
    wide row = i / columns;
    int c = (int)(i % columns);
    y[row * y_stride + c] = left[row * left_stride + c] + right[row * right_stride + c];
  }
}

// dx = dy, or dx += dy.
KERNEL void copy(
    TENSOR(dy), TENSOR(dx), int columns, int dy_stride, int dx_stride, wide count, int add) {
  OPEN(dy);
  OPEN(dx);
  wide i = (wide)GROUP * LANES + LANE;
  if (i < count) {
    wide row = i / columns;
    int c = (int)(i % columns);
    PUT(add, dx, row * dx_stride + c, dy[row * dy_stride + c]);
  }
}

KERNEL void negative_exponential_forward(TENSOR(x), TENSOR(y), wide count) {
  OPEN(x);
  OPEN(y);
  wide i = (wide)GROUP * LANES + LANE;
  if (i < count) {
    y[i] = -exp(x[i]);
  }
}

// y = −e^x is its own derivative.
KERNEL void negative_exponential_backward(
    TENSOR(y), TENSOR(dy), TENSOR(dx), wide count, int add) {
  OPEN(y);
  OPEN(dy);
  OPEN(dx);
  wide i = (wide)GROUP * LANES + LANE;
  if (i < count) {
    PUT(add, dx, i, dy[i] * y[i]);
  }
}

// Sums `parts` runs of `count` values, one after the other: row-major (rows, columns) into a target
// whose rows are target_stride apart. The order is fixed, so the sum repeats to the bit.
KERNEL void sum_parts(
    TENSOR(part), TENSOR(target), int parts, wide count, int columns, int target_stride, int add) {
  OPEN(part);
  OPEN(target);
  wide i = (wide)GROUP * LANES + LANE;
  if (i < count) {
    float sum = 0;
    for (int p = 0; p < parts; p++) {
      sum += part[p * count + i];
    }
    PUT(add, target, i / columns * target_stride + i % columns, sum);
  }
}

// y = log(1 + e^x) + smallest.
KERNEL void positive_forward(TENSOR(x), TENSOR(y), wide count, float smallest) {
  OPEN(x);
  OPEN(y);
  wide i = (wide)GROUP * LANES + LANE;
  if (i < count) {
    y[i] = softplus(x[i]) + smallest;
  }
}

// dx = sign σ(x) dy, for ±softplus.
KERNEL void softplus_backward(
    TENSOR(x), TENSOR(dy), TENSOR(dx), wide count, float sign, int add) {
  OPEN(x);
  OPEN(dy);
  OPEN(dx);
  wide i = (wide)GROUP * LANES + LANE;
  if (i < count) {
    PUT(add, dx, i, sign * dy[i] * sigmoid(x[i]));
  }
}

// y = −(margin + log(1 + e^x)).
KERNEL void negative_softplus_forward(TENSOR(x), TENSOR(y), wide count, float margin) {
  OPEN(x);
  OPEN(y);
  wide i = (wide)GROUP * LANES + LANE;
  if (i < count) {
    y[i] = -(margin + softplus(x[i]));
  }
}

// Writes `replacement` over what is greater than `largest`; `changed` counts per lane of one group.
KERNEL void replace_above(
    TENSOR(x), INTEGERS(changed), wide count, float largest, float replacement, int add) {
  OPEN(x);
  OPEN(changed);
  int mine = 0;
  for (wide i = LANE; i < count; i += LANES) {
    if (x[i] > largest) {
      x[i] = replacement;
      mine++;
    }
  }
  PUT(add, changed, LANE, mine);
}
