package org.statescope.training.inference;

/// I − δA for companion matrices: ones above the diagonal, last row −a_0 … −a_{N−1}.
///
/// Small δ: x_i = s_i + δ^{N−i} x_N with s_N = 0, s_i = r_i + δ s_{i+1}, and x_N = (r_N − δ Σ
/// a_{k−1} s_k) / det, det = 1 + Σ a_{k−1} δ^{N−k+1}. That loses digits like δ^(N−1) for large δ,
/// so there one divides by δ instead: with ε = 1/δ, x_1 = (ε (r_N + q_N) + Σ a_{k−1} q_k) / p(ε),
/// q_1 = 0, q_{i+1} = ε (q_i + r_i), and x_{i+1} = ε (x_i − r_i). The transposed systems likewise.
///
/// @param coefficients a of each system, `(systems, order)`
/// @param transposed whether the systems are observable forms
record CompanionSolver(int order, double[] coefficients, boolean transposed) implements StepSolver {
  /// A Hurwitz polynomial gives at least 1; the training kernels refuse the same.
  private static final double SMALLEST_DIVISOR = 1e-3;

  @Override
  public double[] stateMatrix(int system) {
    double[] a = new double[order * order];
    int last = order - 1;
    for (int i = 0; i < last; i++) {
      a[transposed ? (i + 1) * order + i : i * order + i + 1] = 1;
    }
    for (int i = 0; i < order; i++) {
      a[transposed ? i * order + last : last * order + i] -= coefficients[system * order + i];
    }
    return a;
  }

  @Override
  public void solve(int system, double delta, double[] r) {
    int at = system * order;
    boolean large = delta > 1 && delta * Math.pow(Math.abs(coefficients[at]), 1.0 / order) > 1;
    if (large) {
      solveLarge(at, 1 / delta, r);
    } else {
      solveSmall(at, delta, r);
    }
  }

  private void solveSmall(int at, double delta, double[] r) {
    double horner = 0;
    for (int i = 0; i < order; i++) {
      horner = horner * delta + coefficients[at + i];
    }
    double determinant = safe(horner * delta + 1, 1, delta);
    if (transposed) {
      transposedSmall(at, delta, determinant, r);
      return;
    }
    int last = order - 1;
    double s = 0;
    double feedback = 0;
    for (int i = last - 1; i >= 0; i--) {
      s = r[i] + delta * s;
      feedback += coefficients[at + i] * s;
    }
    r[last] = (r[last] - delta * feedback) / determinant;
    for (int i = last - 1; i >= 0; i--) {
      r[i] += delta * r[i + 1];
    }
  }

  private void transposedSmall(int at, double delta, double determinant, double[] r) {
    double sum = 0;
    for (int i = 0; i < order; i++) {
      sum = delta * sum + r[i];
    }
    double top = sum / determinant;
    double here = 0;
    for (int i = 0; i < order - 1; i++) {
      here = r[i] + delta * (here - coefficients[at + i] * top);
      r[i] = here;
    }
    r[order - 1] = top;
  }

  private void solveLarge(int at, double inverse, double[] r) {
    double horner = 1;
    double power = 1;
    for (int i = order - 1; i >= 0; i--) {
      horner = horner * inverse + coefficients[at + i];
      power *= inverse;
    }
    double divisor = safe(horner, power + Math.abs(coefficients[at]), 1 / inverse);
    if (transposed) {
      transposedLarge(at, inverse, divisor, r);
      return;
    }
    double q = 0;
    double feedback = 0;
    for (int i = 1; i < order; i++) {
      q = inverse * (q + r[i - 1]);
      feedback += coefficients[at + i] * q;
    }
    double here = (inverse * (r[order - 1] + q) + feedback) / divisor;
    for (int i = 0; i < order; i++) {
      double next = inverse * (here - r[i]);
      r[i] = here;
      here = next;
    }
  }

  private void transposedLarge(int at, double inverse, double divisor, double[] r) {
    double sum = 0;
    for (int i = order - 1; i >= 0; i--) {
      sum = inverse * (sum + r[i]);
    }
    double top = sum / divisor;
    double here = top;
    for (int i = order - 1; i >= 0; i--) {
      double next = inverse * (here - r[i]) + coefficients[at + i] * top;
      r[i] = here;
      here = next;
    }
  }

  private static double safe(double divisor, double scale, double delta) {
    double relative = divisor / scale;
    if (!(relative >= SMALLEST_DIVISOR && relative < Double.POSITIVE_INFINITY)) {
      throw new ArithmeticException(
          "I − Δ/2·A is not safely invertible at the step Δ = %s".formatted(2 * delta));
    }
    return divisor;
  }
}
