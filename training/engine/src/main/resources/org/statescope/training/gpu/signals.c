// What every recurrence has besides its state space: Δ = softplus(step + bias), y + D u, SiLU(z).

// The segment of a sequence that a group serves; all of it where the program is not for segments.
#if SPLIT
#define SEGMENT GROUP_Z
#define IS_BEHIND_ANOTHER (GROUP_Z > 0)
#define IS_BEFORE_ANOTHER (GROUP_Z < segments - 1)
#define CHUNK_END(chunks) \
  ((SEGMENT + 1) * segment_chunks < (chunks) ? (SEGMENT + 1) * segment_chunks : (chunks))
#else
#define SEGMENT 0
#define IS_BEHIND_ANOTHER 0
#define IS_BEFORE_ANOTHER 0
#define CHUNK_END(chunks) (chunks)
#endif

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

// How a pole a and a step Δ give the decay ā of a state and the gain b̄ of its input, by the RULE.
#ifdef RULE
#define EULER 0
#define ZERO_ORDER_HOLD 1
#define BILINEAR 2

// ā.
FUNCTION float state_decay(float delta, float a) {
#if RULE == BILINEAR
  return (1.0f + 0.5f * delta * a) / (1.0f - 0.5f * delta * a);
#else
  return exp(delta * a);
#endif
}

// b̄.
FUNCTION float input_gain(float delta, float a) {
#if RULE == EULER
  return delta;
#elif RULE == ZERO_ORDER_HOLD
  return fabs(a) < 1e-20f ? delta : expm1(delta * a) / a;
#else
  return delta / (1.0f - 0.5f * delta * a);
#endif
}

// s with ∂ā/∂Δ = a s and ∂ā/∂a = Δ s.
FUNCTION float decay_slope(float delta, float a, float decay) {
#if RULE == BILINEAR
  float m = 1.0f / (1.0f - 0.5f * delta * a);
  return m * m;
#else
  return decay;
#endif
}

// ∂b̄/∂Δ.
FUNCTION float gain_by_step(float slope) {
#if RULE == EULER
  return 1.0f;
#else
  return slope;
#endif
}

// ∂b̄/∂a; for the hold (Δ ā − b̄) / a = Δ² Σ (Δa)^k / (k! (k + 2)).
FUNCTION float gain_by_pole(float delta, float a, float decay, float gain) {
#if RULE == EULER
  return 0.0f;
#elif RULE == ZERO_ORDER_HOLD
  float x = delta * a;
  if (fabs(x) >= 1.0f) {
    return (delta * decay - gain) / a;
  }
  float power = 1.0f;
  float sum = 0.5f;
  for (int k = 1; k < 10; k++) {
    power *= x / k;
    sum += power / (k + 2);
  }
  return delta * delta * sum;
#else
  return 0.5f * gain * gain;
#endif
}
#endif
