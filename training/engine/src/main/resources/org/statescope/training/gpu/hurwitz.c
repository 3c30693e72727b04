// The coefficients of ∏(s² + 2ζωs + ω²), times (s + σ) for an odd ORDER, one lane per
// polynomial: a few hundred operations per layer and step. All terms are positive, so float32 loses nothing to cancellation.

// ζ, ω and σ are softplus of their factor and this, so never 0.
#define SMALLEST 1e-6f

FUNCTION float positive(float x) {
  return softplus(x) + SMALLEST;
}

FUNCTION void multiply_all_but(const float *factors, int skipped, float *product) {
  for (int i = 0; i <= ORDER; i++) {
    product[i] = i == 0 ? 1.0f : 0.0f;
  }
  int degree = 0;
  for (int factor = 0; factor < ORDER; factor += 2) {
    if (factor == skipped) {
      continue;
    }
    if (factor + 1 == ORDER) {
      float root = positive(factors[factor]);
      for (int power = degree + 1; power >= 0; power--) {
        product[power] = root * product[power] + (power > 0 ? product[power - 1] : 0.0f);
      }
      degree += 1;
    } else {
      float frequency = positive(factors[factor + 1]);
      float linear = 2.0f * positive(factors[factor]) * frequency;
      for (int power = degree + 2; power >= 0; power--) {
        product[power] = frequency * frequency * product[power]
            + (power > 0 ? linear * product[power - 1] : 0.0f)
            + (power > 1 ? product[power - 2] : 0.0f);
      }
      degree += 2;
    }
  }
}

KERNEL void hurwitz_forward(TENSOR(factors), TENSOR(coefficients), int polynomials) {
  OPEN(factors);
  OPEN(coefficients);
  int mine = GROUP * LANES + LANE;
  if (mine < polynomials) {
    factors += (wide)mine * ORDER;
    coefficients += (wide)mine * ORDER;
    float f[ORDER];
    float product[ORDER + 1];
    for (int i = 0; i < ORDER; i++) {
      f[i] = factors[i];
    }
    multiply_all_but(f, -1, product);
    for (int i = 0; i < ORDER; i++) {
      coefficients[i] = product[i];
    }
  }
}

// A factor's gradient is the upstream gradient times the polynomial of all other factors.
KERNEL void hurwitz_backward(
    TENSOR(factors), TENSOR(dcoefficients), TENSOR(dfactors), int polynomials, int add) {
  OPEN(factors);
  OPEN(dcoefficients);
  OPEN(dfactors);
  int mine = GROUP * LANES + LANE;
  if (mine < polynomials) {
    factors += (wide)mine * ORDER;
    dcoefficients += (wide)mine * ORDER;
    dfactors += (wide)mine * ORDER;
    float f[ORDER];
    float others[ORDER + 1];
    for (int i = 0; i < ORDER; i++) {
      f[i] = factors[i];
    }
    for (int factor = 0; factor < ORDER; factor += 2) {
      multiply_all_but(f, factor, others);
      float fixed = 0;
      float linear = 0;
      for (int power = 0; power < ORDER; power++) {
        fixed += dcoefficients[power] * others[power];
        linear += power == 0 ? 0.0f : dcoefficients[power] * others[power - 1];
      }
      if (factor + 1 == ORDER) {
        PUT(add, dfactors, factor, fixed * sigmoid(f[factor]));
      } else {
        float damping = positive(f[factor]);
        float frequency = positive(f[factor + 1]);
        PUT(add, dfactors, factor, linear * 2.0f * frequency * sigmoid(f[factor]));
        PUT(add, dfactors, factor + 1,
            (linear * 2.0f * damping + fixed * 2.0f * frequency) * sigmoid(f[factor + 1]));
      }
    }
  }
}
