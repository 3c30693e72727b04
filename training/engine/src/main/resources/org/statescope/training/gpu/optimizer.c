// AdamW (arXiv 1711.05101) and the norm that clips its gradients.

KERNEL void adamw(
    TENSOR(p), TENSOR(g), TENSOR(m), TENSOR(v), wide count, float gradient_scale, float decay,
    float beta1, float beta2, float step_size, float second_scale, float epsilon) {
  OPEN(p);
  OPEN(g);
  OPEN(m);
  OPEN(v);
  wide i = (wide)GROUP * LANES + LANE;
  if (i < count) {
    float scaled = g[i] * gradient_scale;
    float first = beta1 * m[i] + (1.0f - beta1) * scaled;
    float second = beta2 * v[i] + (1.0f - beta2) * scaled * scaled;
    m[i] = first;
    v[i] = second;
    p[i] = p[i] * decay - step_size * first / (sqrt(second) * second_scale + epsilon);
  }
}

// One sum of squares per group of 256 lanes, added pairwise.
KERNEL void squares(TENSOR(x), TENSOR(sums), wide count) {
  OPEN(x);
  OPEN(sums);
  SHARED float partial[256];
  float sum = 0;
  wide stride = (wide)256 * GROUPS;
  for (wide i = (wide)GROUP * 256 + LANE; i < count; i += stride) {
    sum += x[i] * x[i];
  }
  partial[LANE] = sum;
  BARRIER();
  for (int reach = 128; reach > 0; reach /= 2) {
    if (LANE < reach) {
      partial[LANE] += partial[LANE + reach];
    }
    BARRIER();
  }
  if (LANE == 0) {
    sums[GROUP] = partial[0];
  }
}
