// The matrices of canonical forms and one token's step with them, see canonical.c.

#define SAFE 1e-3f
#define LAST (ORDER - 1)

#if SCHWARZ

// A has f_i above and −f_i below the diagonal and −g in its last corner; p = f_1 … f_{N−1}, g.
// Pivots d_1 = 1, d_{i+1} = 1 + (δf_i)²/d_i, and δg more in the last: at least 1 whatever δ > 0.
FUNCTION float factor(const float *p, float step, float threshold) {
  float pivot = 1.0f;
  for (int i = 0; i < LAST; i++) {
    float e = 0.5f * step * p[i];
    pivot = 1.0f + e * e / pivot;
  }
  return pivot + 0.5f * step * p[LAST];
}

FUNCTION void eliminate(const float *p, float d, float *x) {
  float inverse[ORDER];
  float pivot = 1.0f;
  for (int i = 0; i < LAST; i++) {
    float e = d * p[i];
    inverse[i] = 1.0f / pivot;
    pivot = 1.0f + e * e * inverse[i];
    x[i + 1] -= e * inverse[i] * x[i];
  }
  x[LAST] /= pivot + fabs(d) * p[LAST];
  for (int i = LAST - 1; i >= 0; i--) {
    x[i] = (x[i] + d * p[i] * x[i + 1]) * inverse[i];
  }
}

FUNCTION void solve(const float *p, float step, float threshold, float divisor, float *x) {
  eliminate(p, 0.5f * step, x);
}

// The transposed matrix has −f for f.
FUNCTION void solve_transposed(
    const float *p, float step, float threshold, float divisor, float *x) {
  eliminate(p, -0.5f * step, x);
}

// Adds δ wᵀ(∂A)v to dp; returns wᵀAv.
FUNCTION float differentiate(
    const float *p, float d, const float *w, const float *v, float *dp) {
  float form = 0;
  for (int i = 0; i < LAST; i++) {
    float turned = w[i] * v[i + 1] - w[i + 1] * v[i];
    form += turned * p[i];
    dp[i] += turned * d;
  }
  float damped = -w[LAST] * v[LAST];
  dp[LAST] += damped * d;
  return form + damped * p[LAST];
}

FUNCTION float threshold_of(const float *p) {
  return 3.402823466e38f;
}

FUNCTION float safety_of(const float *p, float step, float threshold, float divisor) {
  return divisor;
}

FUNCTION float scale_of(const float *p) {
  return sqrt(2.0f * p[LAST]);
}

#else

// A has ones above the diagonal and −a in its last row; p = a_0 … a_{N−1}. Steps above `threshold`
// = max(2, 2 a_0^{−1/N}) are eliminated downwards in powers of ε = 2/Δ, where the powers of δ of the
// upward elimination would lose all digits.
FUNCTION float factor(const float *p, float step, float threshold) {
  if (step > threshold) {
    float e = 2.0f / step;
    float horner = e + p[LAST];
    for (int i = LAST - 1; i >= 0; i--) {
      horner = horner * e + p[i];
    }
    return horner;
  }
  float d = 0.5f * step;
  float horner = p[0];
  for (int i = 1; i < ORDER; i++) {
    horner = horner * d + p[i];
  }
  return horner * d + 1.0f;
}

FUNCTION void solve(const float *p, float step, float threshold, float divisor, float *x) {
  if (step > threshold) {
    float e = 2.0f / step;
    float q = 0;
    float feedback = 0;
    for (int i = 1; i < ORDER; i++) {
      q = e * (q + x[i - 1]);
      feedback += q * p[i];
    }
    float below = (e * (x[LAST] + q) + feedback) / divisor;
    float right = x[0];
    x[0] = below;
    for (int i = 1; i < ORDER; i++) {
      below = e * (below - right);
      right = x[i];
      x[i] = below;
    }
    return;
  }
  float d = 0.5f * step;
  float s = 0;
  float feedback = 0;
  for (int i = LAST - 1; i >= 0; i--) {
    s = x[i] + d * s;
    feedback += p[i] * s;
  }
  x[LAST] = (x[LAST] - d * feedback) / divisor;
  for (int i = LAST - 1; i >= 0; i--) {
    x[i] += d * x[i + 1];
  }
}

FUNCTION void solve_transposed(
    const float *p, float step, float threshold, float divisor, float *x) {
  float top = 0;
  if (step > threshold) {
    float e = 2.0f / step;
    for (int i = LAST; i >= 0; i--) {
      top = e * (top + x[i]);
    }
    top /= divisor;
    float w = top;
    for (int i = LAST; i >= 0; i--) {
      float next = e * (w - x[i]) + p[i] * top;
      x[i] = w;
      w = next;
    }
    return;
  }
  float d = 0.5f * step;
  for (int i = 0; i < ORDER; i++) {
    top = d * top + x[i];
  }
  top /= divisor;
  float w = 0;
  for (int i = 0; i < LAST; i++) {
    w = x[i] + d * w - d * p[i] * top;
    x[i] = w;
  }
  x[LAST] = top;
}

FUNCTION float differentiate(
    const float *p, float d, const float *w, const float *v, float *dp) {
  float shifted = 0;
  float feedback = 0;
  for (int i = 0; i < ORDER; i++) {
    if (i < LAST) {
      shifted += w[i] * v[i + 1];
    }
    feedback += p[i] * v[i];
    dp[i] -= d * w[LAST] * v[i];
  }
  return shifted - w[LAST] * feedback;
}

FUNCTION float threshold_of(const float *p) {
  return fmax(2.0f, 2.0f / pow(fabs(p[0]), 1.0f / ORDER));
}

// At least 1 for a Hurwitz polynomial; p(ε)/(ε^N + |a_0|) where p(ε) divides.
FUNCTION float safety_of(const float *p, float step, float threshold, float divisor) {
  if (!(step > threshold)) {
    return divisor;
  }
  float e = 2.0f / step;
  float power = e;
  for (int i = 1; i < ORDER; i++) {
    power *= e;
  }
  return e == 0.0f ? 0.0f : divisor / (power + fabs(p[0]));
}

FUNCTION float scale_of(const float *p) {
  return 1.0f;
}

#endif

FUNCTION void take(const GLOBAL float *from, int channel, float *to) {
  for (int i = 0; i < ORDER; i++) {
    to[i] = from[(SHARED_A ? 0 : (wide)channel * ORDER) + i];
  }
}

// h ← the state after a token.
FUNCTION void advance(
    const float *p, float step, float threshold, float divisor, float drive, float scale,
    const GLOBAL float *open, float *h) {
  float x[ORDER];
  for (int i = 0; i < ORDER; i++) {
    x[i] = 2.0f * h[i] + (OBSERVABLE ? drive * open[i] : 0.0f);
  }
  if (OBSERVABLE) {
    solve_transposed(p, step, threshold, divisor, x);
  } else {
    x[LAST] += drive * scale;
    solve(p, step, threshold, divisor, x);
  }
  for (int i = 0; i < ORDER; i++) {
    h[i] = x[i] - h[i];
  }
}

FUNCTION float read_out(const float *h, float scale, const GLOBAL float *open) {
  if (OBSERVABLE) {
    return scale * h[LAST];
  }
  float sum = 0;
  for (int i = 0; i < ORDER; i++) {
    sum += h[i] * open[i];
  }
  return sum;
}

// g ← the gradient of the state before a token, w ← that of the token's right-hand side.
FUNCTION void retreat(
    const float *p, float step, float threshold, float divisor, float upstream, float scale,
    const GLOBAL float *open, float *g, float *w) {
  for (int i = 0; i < ORDER; i++) {
    g[i] += OBSERVABLE ? (i == LAST ? upstream * scale : 0.0f) : upstream * open[i];
    w[i] = g[i];
  }
  if (OBSERVABLE) {
    solve(p, step, threshold, divisor, w);
  } else {
    solve_transposed(p, step, threshold, divisor, w);
  }
  for (int i = 0; i < ORDER; i++) {
    g[i] = 2.0f * w[i] - g[i];
  }
}

// The open vector of a token.
#define HERE(row) \
  (open + (STATIC ? (SHARED_A ? 0 : (wide)channel * ORDER) : (row) * open_stride))

// Value i of the state before a chunk.
#define START(chunk, i) \
  starts[(((wide)GROUP_Y * chunks + (chunk)) * ORDER + (i)) * channels + channel]

// Value i of the gradient of the state that enters a segment.
#define LOCAL(segment, i) \
  locals[(((wide)GROUP_Y * segments + (segment)) * ORDER + (i)) * channels + channel]

