// Cross-entropy: −log softmax(logits)[target], one group of 128 lanes per token.

KERNEL void loss_forward(
    INTEGERS(targets), TENSOR(logits), TENSOR(log_sums), TENSOR(losses), int columns, int stride) {
  OPEN(targets);
  OPEN(logits);
  OPEN(log_sums);
  OPEN(losses);
  SHARED float partial[128];
  wide row = GROUP;
  float largest = -3.402823466e38f;
  for (int c = LANE; c < columns; c += 128) {
    largest = fmax(largest, logits[row * stride + c]);
  }
  partial[LANE] = largest;
  BARRIER();
  for (int reach = 64; reach > 0; reach /= 2) {
    if (LANE < reach) {
      partial[LANE] = fmax(partial[LANE], partial[LANE + reach]);
    }
    BARRIER();
  }
  largest = partial[0];
  BARRIER();
  float sum = 0;
  for (int c = LANE; c < columns; c += 128) {
    sum += exp(logits[row * stride + c] - largest);
  }
  partial[LANE] = sum;
  BARRIER();
  for (int reach = 64; reach > 0; reach /= 2) {
    if (LANE < reach) {
      partial[LANE] += partial[LANE + reach];
    }
    BARRIER();
  }
  if (LANE == 0) {
    float log_sum = largest + log(partial[0]);
    log_sums[row] = log_sum;
    losses[row] = log_sum - logits[row * stride + targets[row]];
  }
}

// (softmax − one-hot) / tokens, in place of the logits.
KERNEL void loss_backward(
    INTEGERS(targets), TENSOR(log_sums), TENSOR(logits), int columns, int stride, wide count,
    float scale) {
  OPEN(targets);
  OPEN(log_sums);
  OPEN(logits);
  wide i = (wide)GROUP * LANES + LANE;
  if (i < count) {
    wide row = i / columns;
    int c = (int)(i % columns);
    wide at = row * stride + c;
    float hit = c == targets[row] ? 1.0f : 0.0f;
    logits[at] = (exp(logits[at] - log_sums[row]) - hit) * scale;
  }
}

// Σ losses into record[0], what is rounded off it into record[1]; or adds it to them. One group of
// 256 lanes.
KERNEL void loss_total(TENSOR(losses), TENSOR(record), int rows, int add) {
  OPEN(losses);
  OPEN(record);
  SHARED float sums[256];
  SHARED float rests[256];
  float sum = 0;
  float lost = 0;
  for (int row = LANE; row < rows; row += 256) {
    add_keeping(&sum, &lost, losses[row]);
  }
  sums[LANE] = sum;
  rests[LANE] = lost;
  BARRIER();
  if (LANE == 0) {
    sum = add ? record[0] : 0.0f;
    lost = add ? record[1] : 0.0f;
    for (int i = 0; i < 256; i++) {
      add_keeping(&sum, &lost, sums[i]);
      lost += rests[i];
    }
    record[0] = sum;
    record[1] = lost;
  }
}
