// The matrices of canonical forms and one token's step with them, see canonical.c. States and what is
// calculated with them are `real`: double where PRECISE, else float.

#if PRECISE
#ifdef __OPENCL_VERSION__
#pragma OPENCL EXTENSION cl_khr_fp64 : enable
#else
// The dialect's are those of float.
#undef fabs
#undef fmax
#undef pow
#undef sqrt
#endif
typedef double real;
#else
typedef float real;
#endif

#define SAFE 1e-3f
#define LAST (ORDER - 1)

#if SCHWARZ

// A has f_i above and −f_i below the diagonal and −g in its last corner; p = f_1 … f_{N−1}, g.
// Pivots d_1 = 1, d_{i+1} = 1 + (δf_i)²/d_i, and δg more in the last: at least 1 whatever δ > 0.
FUNCTION real factor(const real *p, real step, real threshold) {
  real pivot = 1.0f;
  for (int i = 0; i < LAST; i++) {
    real e = 0.5f * step * p[i];
    pivot = 1.0f + e * e / pivot;
  }
  return pivot + 0.5f * step * p[LAST];
}

FUNCTION void eliminate(const real *p, real d, real *x) {
  real inverse[ORDER];
  real pivot = 1.0f;
  for (int i = 0; i < LAST; i++) {
    real e = d * p[i];
    inverse[i] = 1.0f / pivot;
    pivot = 1.0f + e * e * inverse[i];
    x[i + 1] -= e * inverse[i] * x[i];
  }
  x[LAST] /= pivot + fabs(d) * p[LAST];
  for (int i = LAST - 1; i >= 0; i--) {
    x[i] = (x[i] + d * p[i] * x[i + 1]) * inverse[i];
  }
}

FUNCTION void solve(const real *p, real step, real threshold, real divisor, real *x) {
  eliminate(p, 0.5f * step, x);
}

// The transposed matrix has −f for f.
FUNCTION void solve_transposed(
    const real *p, real step, real threshold, real divisor, real *x) {
  eliminate(p, -0.5f * step, x);
}

// Adds δ wᵀ(∂A)v to dp; returns wᵀAv.
FUNCTION real differentiate(
    const real *p, real d, const real *w, const real *v, real *dp) {
  real form = 0;
  for (int i = 0; i < LAST; i++) {
    real turned = w[i] * v[i + 1] - w[i + 1] * v[i];
    form += turned * p[i];
    dp[i] += turned * d;
  }
  real damped = -w[LAST] * v[LAST];
  dp[LAST] += damped * d;
  return form + damped * p[LAST];
}

FUNCTION real threshold_of(const real *p) {
  return 3.402823466e38f;
}

FUNCTION real safety_of(const real *p, real step, real threshold, real divisor) {
  return divisor;
}

FUNCTION real scale_of(const real *p) {
  return sqrt(2.0f * p[LAST]);
}

#else

// A has ones above the diagonal and −a in its last row; p = a_0 … a_{N−1}. Steps above `threshold`
// = max(2, 2 a_0^{−1/N}) are eliminated downwards in powers of ε = 2/Δ, where the powers of δ of the
// upward elimination would lose all digits.
FUNCTION real factor(const real *p, real step, real threshold) {
  if (step > threshold) {
    real e = 2.0f / step;
    real horner = e + p[LAST];
    for (int i = LAST - 1; i >= 0; i--) {
      horner = horner * e + p[i];
    }
    return horner;
  }
  real d = 0.5f * step;
  real horner = p[0];
  for (int i = 1; i < ORDER; i++) {
    horner = horner * d + p[i];
  }
  return horner * d + 1.0f;
}

FUNCTION void solve(const real *p, real step, real threshold, real divisor, real *x) {
  if (step > threshold) {
    real e = 2.0f / step;
    real q = 0;
    real feedback = 0;
    for (int i = 1; i < ORDER; i++) {
      q = e * (q + x[i - 1]);
      feedback += q * p[i];
    }
    real below = (e * (x[LAST] + q) + feedback) / divisor;
    real right = x[0];
    x[0] = below;
    for (int i = 1; i < ORDER; i++) {
      below = e * (below - right);
      right = x[i];
      x[i] = below;
    }
    return;
  }
  real d = 0.5f * step;
  real s = 0;
  real feedback = 0;
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
    const real *p, real step, real threshold, real divisor, real *x) {
  real top = 0;
  if (step > threshold) {
    real e = 2.0f / step;
    for (int i = LAST; i >= 0; i--) {
      top = e * (top + x[i]);
    }
    top /= divisor;
    real w = top;
    for (int i = LAST; i >= 0; i--) {
      real next = e * (w - x[i]) + p[i] * top;
      x[i] = w;
      w = next;
    }
    return;
  }
  real d = 0.5f * step;
  for (int i = 0; i < ORDER; i++) {
    top = d * top + x[i];
  }
  top /= divisor;
  real w = 0;
  for (int i = 0; i < LAST; i++) {
    w = x[i] + d * w - d * p[i] * top;
    x[i] = w;
  }
  x[LAST] = top;
}

FUNCTION real differentiate(
    const real *p, real d, const real *w, const real *v, real *dp) {
  real shifted = 0;
  real feedback = 0;
  for (int i = 0; i < ORDER; i++) {
    if (i < LAST) {
      shifted += w[i] * v[i + 1];
    }
    feedback += p[i] * v[i];
    dp[i] -= d * w[LAST] * v[i];
  }
  return shifted - w[LAST] * feedback;
}

FUNCTION real threshold_of(const real *p) {
  return fmax((real)2, (real)2 / pow(fabs(p[0]), (real)1 / ORDER));
}

// At least 1 for a Hurwitz polynomial; p(ε)/(ε^N + |a_0|) where p(ε) divides.
FUNCTION real safety_of(const real *p, real step, real threshold, real divisor) {
  if (!(step > threshold)) {
    return divisor;
  }
  real e = 2.0f / step;
  real power = e;
  for (int i = 1; i < ORDER; i++) {
    power *= e;
  }
  return e == 0.0f ? 0.0f : divisor / (power + fabs(p[0]));
}

FUNCTION real scale_of(const real *p) {
  return 1.0f;
}

#endif

FUNCTION void take(const GLOBAL float *from, int channel, real *to) {
  for (int i = 0; i < ORDER; i++) {
    to[i] = from[(SHARED_A ? 0 : (wide)channel * ORDER) + i];
  }
}

// h ← the state after a token.
FUNCTION void advance(
    const real *p, real step, real threshold, real divisor, real drive, real scale,
    const GLOBAL float *open, real *h) {
  real x[ORDER];
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

FUNCTION real read_out(const real *h, real scale, const GLOBAL float *open) {
  if (OBSERVABLE) {
    return scale * h[LAST];
  }
  real sum = 0;
  for (int i = 0; i < ORDER; i++) {
    sum += h[i] * open[i];
  }
  return sum;
}

// g ← the gradient of the state before a token, w ← that of the token's right-hand side.
FUNCTION void retreat(
    const real *p, real step, real threshold, real divisor, real upstream, real scale,
    const GLOBAL float *open, real *g, real *w) {
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

