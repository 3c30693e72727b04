// What every recurrence has besides its state space: Δ = softplus(step + bias), y + D u, SiLU(z).

#define HAS_BIAS 1
#define HAS_SOFTPLUS 2
#define HAS_FEED_THROUGH 4
#define HAS_GATE 8

FUNCTION float step_size(float raw, float bias, int flags) {
  float sum = raw + bias;
  return flags & HAS_SOFTPLUS ? softplus(sum) : sum;
}

// dΔ/draw from Δ itself: softplus' = 1 − e^−Δ.
FUNCTION float step_slope(float delta, int flags) {
  return flags & HAS_SOFTPLUS ? 1.0f - exp(-delta) : 1.0f;
}
