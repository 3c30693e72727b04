// AdamW (arXiv 1711.05101) and the norm that clips its gradients.

// What an update reads from memory, since it changes from step to step.
#define SCALE 0
#define DECAY 1
#define BETA1 2
#define BETA2 3
#define STEP_SIZE 4
#define SECOND_SCALE 5
#define EPSILON 6
#define UNCLIPPED_SCALE 7
#define CLIP 8
#define APPLIED 9

KERNEL void adamw(
    TENSOR(p), TENSOR(g), TENSOR(m), TENSOR(v), TENSOR(scalars), wide count, int decays) {
  OPEN(p);
  OPEN(g);
  OPEN(m);
  OPEN(v);
  OPEN(scalars);
  wide i = (wide)GROUP * LANES + LANE;
  if (i < count && scalars[APPLIED] != 0.0f) {
    float beta1 = scalars[BETA1];
    float beta2 = scalars[BETA2];
    float decay = decays ? scalars[DECAY] : 1.0f;
    float scaled = g[i] * scalars[SCALE];
    float first = beta1 * m[i] + (1.0f - beta1) * scaled;
    float second = beta2 * v[i] + (1.0f - beta2) * scaled * scaled;
    m[i] = first;
    v[i] = second;
    p[i] = p[i] * decay
        - scalars[STEP_SIZE] * first / (sqrt(second) * scalars[SECOND_SCALE] + scalars[EPSILON]);
  }
}

// Decides over the update of a step: the record gets the squared norm (and what is rounded off it)
// and whether loss, norm and recurrences are finite; the scalars get the scale that clips. After a
// step that is not applied, `blocked` stops all later ones. One group.
KERNEL void settle(
    TENSOR(sums), TENSOR(record), INTEGERS(blocked), INTEGERS(faults), TENSOR(scalars),
    int sum_count, int fault_count) {
  OPEN(sums);
  OPEN(record);
  OPEN(blocked);
  OPEN(faults);
  OPEN(scalars);
  SHARED int failed[1];
  if (LANE == 0) {
    failed[0] = blocked[0];
  }
  BARRIER();
  for (int i = LANE; i < fault_count; i += LANES) {
    if (faults[i] != 2147483647) {
      failed[0] = 1;
    }
  }
  BARRIER();
  if (LANE == 0) {
    float sum = 0;
    float lost = 0;
    for (int i = 0; i < sum_count; i++) {
      add_keeping(&sum, &lost, sums[i]);
    }
    record[2] = sum;
    record[3] = lost;
    float norm = sqrt(sum + lost) * scalars[UNCLIPPED_SCALE];
    float loss = record[0] + record[1];
    // x − x is 0 for finite x only.
    int applied = failed[0] == 0 && norm - norm == 0.0f && loss - loss == 0.0f;
    float share = scalars[CLIP] / (norm + 1e-6f);
    scalars[SCALE] = (share < 1.0f ? share : 1.0f) * scalars[UNCLIPPED_SCALE];
    scalars[APPLIED] = applied ? 1.0f : 0.0f;
    record[4] = applied ? 1.0f : 0.0f;
    blocked[0] = applied ? 0 : 1;
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
