// Causal depthwise convolution with bias and SiLU, TAPS wide. A lane is one channel of one token.

FUNCTION float before_silu(
    const GLOBAL float *x, const GLOBAL float *w, const GLOBAL float *bias, wide row, int t, int c,
    int x_stride) {
  float sum = bias[c];
  for (int k = 0; k < TAPS; k++) {
    int back = TAPS - 1 - k;
    if (t >= back) {
      sum += w[c * TAPS + k] * x[(row - back) * x_stride + c];
    }
  }
  return sum;
}

KERNEL void convolution_forward(
    TENSOR(x), TENSOR(w), TENSOR(bias), TENSOR(y), int length, int channels, int x_stride,
    int y_stride, wide count) {
  OPEN(x);
  OPEN(w);
  OPEN(bias);
  OPEN(y);
  wide i = (wide)GROUP * LANES + LANE;
  if (i < count) {
    wide row = i / channels;
    int c = (int)(i % channels);
    y[row * y_stride + c] = silu(before_silu(x, w, bias, row, (int)(row % length), c, x_stride));
  }
}

// Gradient before SiLU, (tokens, channels).
KERNEL void convolution_inner(
    TENSOR(x), TENSOR(w), TENSOR(bias), TENSOR(dy), TENSOR(inner), int length, int channels,
    int x_stride, int dy_stride, wide count) {
  OPEN(x);
  OPEN(w);
  OPEN(bias);
  OPEN(dy);
  OPEN(inner);
  wide i = (wide)GROUP * LANES + LANE;
  if (i < count) {
    wide row = i / channels;
    int c = (int)(i % channels);
    float value = before_silu(x, w, bias, row, (int)(row % length), c, x_stride);
    inner[i] = dy[row * dy_stride + c] * silu_slope(value);
  }
}

KERNEL void convolution_backward(
    TENSOR(inner), TENSOR(w), TENSOR(dx), int length, int channels, int dx_stride, wide count,
    int add) {
  OPEN(inner);
  OPEN(w);
  OPEN(dx);
  wide i = (wide)GROUP * LANES + LANE;
  if (i < count) {
    wide row = i / channels;
    int c = (int)(i % channels);
    int t = (int)(row % length);
    float sum = 0;
    for (int k = 0; k < TAPS; k++) {
      int later = TAPS - 1 - k;
      if (t + later < length) {
        sum += w[c * TAPS + k] * inner[(row + later) * channels + c];
      }
    }
    PUT(add, dx, row * dx_stride + c, sum);
  }
}

// Sums of one block of a sequence's tokens: TAPS weight gradients, then the bias's, per channel.
KERNEL void convolution_weight_backward(
    TENSOR(x), TENSOR(inner), TENSOR(dw_part), TENSOR(db_part), int length, int block,
    int channels, int x_stride) {
  OPEN(x);
  OPEN(inner);
  OPEN(dw_part);
  OPEN(db_part);
  int c = GROUP * LANES + LANE;
  int blocks = (length + block - 1) / block;
  int sequence = GROUP_Y / blocks;
  int first = GROUP_Y % blocks * block;
  int last = first + block < length ? first + block : length;
  if (c < channels) {
    float dw[TAPS];
    float db = 0;
    for (int k = 0; k < TAPS; k++) {
      dw[k] = 0;
    }
    for (int t = first; t < last; t++) {
      wide row = (wide)sequence * length + t;
      float g = inner[row * channels + c];
      db += g;
      for (int k = 0; k < TAPS; k++) {
        int back = TAPS - 1 - k;
        if (t >= back) {
          dw[k] += g * x[(row - back) * x_stride + c];
        }
      }
    }
    for (int k = 0; k < TAPS; k++) {
      dw_part[((wide)GROUP_Y * channels + c) * TAPS + k] = dw[k];
    }
    db_part[(wide)GROUP_Y * channels + c] = db;
  }
}
