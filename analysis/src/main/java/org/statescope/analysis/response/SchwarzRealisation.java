package org.statescope.analysis.response;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.statescope.analysis.gramian.GramianResult;
import org.statescope.analysis.gramian.Gramians;
import org.statescope.analysis.linalg.Factors;
import org.statescope.analysis.linalg.Products;
import org.statescope.analysis.linalg.RefinedSolver;
import org.statescope.analysis.lti.StateSpace;

/// The Routh–Schwarz form: A_z = S − diag(0, …, 0, g) with S skew and tridiagonal, f > 0 above its
/// diagonal, B_z = √(2g) eₙ. Its controllability Gramian is I.
public final class SchwarzRealisation {
  private SchwarzRealisation() {}

  /// The Routh–Schwarz form of a stable, controllable, continuous-time system with one input.
  ///
  /// - Formula: with W_c = L Lᵀ, L⁻¹AL + (L⁻¹AL)ᵀ = −bbᵀ for b = L⁻¹B, so its skew part can be made
  ///   tridiagonal by an orthogonal U with U b = ‖b‖ eₙ; T = L Uᵀ.
  /// - Shapes: A_z and T n×n, B_z n×1, C_z p×n.
  /// - Modified: nothing.
  /// - Edge cases: a discrete or unstable system, more than one input, or one that is not
  ///   controllable to working precision gives [Realisation.Impossible].
  /// - Tolerance: the error grows with the condition of the Gramians and with the spread of their
  ///   eigenvalues; the reported residual measures what came of it.
  /// - Algorithm: Hammarling's factor and Householder reflections from the last row up.
  /// - Cost: about 45 n³ operations.
  public static Realisation of(StateSpace system) {
    if (system.isDiscrete()) {
      return new Realisation.Impossible("The Routh–Schwarz form is one of continuous time");
    }
    if (system.inputs() != 1) {
      return new Realisation.Impossible(
          "The Routh–Schwarz form needs one input but the system has " + system.inputs());
    }
    return switch (Gramians.controllability(system)) {
      case GramianResult.Unstable(String reason) -> new Realisation.Impossible(reason);
      case GramianResult.Converged(var gramian) -> reduce(system, gramian.factor());
    };
  }

  private static Realisation reduce(StateSpace system, DMatrixRMaj factor) {
    DMatrixRMaj l = Factors.compress(factor);
    RefinedSolver solver = new RefinedSolver(l);
    DMatrixRMaj b = solver.solve(system.b());
    DMatrixRMaj whole = solver.solve(Products.times(system.a(), l));
    if (!(solver.condition() < 0x1p52)) {
      return new Realisation.Impossible(
          "The system is not controllable to working precision, which the Routh–Schwarz form"
              + " needs");
    }
    int n = system.order();
    DMatrixRMaj skew = CommonOps_DDRM.subtract(whole, Products.transpose(whole), null);
    CommonOps_DDRM.scale(0.5, skew);
    DMatrixRMaj u = CommonOps_DDRM.identity(n);
    double[] row = b.data.clone();
    double damping = Products.frobenius(b) * Products.frobenius(b) / 2;
    for (int k = n - 1; k >= 0; k--) {
      reflect(row, k, skew, u);
      if (k > 0) {
        for (int j = 0; j < n; j++) {
          row[j] = j < k ? skew.get(k, j) : 0;
        }
      }
    }
    return assemble(system, l, skew, u, b, damping);
  }

  /// Applies the reflection that moves entries 0 … k of a row into entry k.
  private static void reflect(double[] row, int k, DMatrixRMaj skew, DMatrixRMaj u) {
    int last = k;
    double tail = 0;
    for (int j = 0; j < last; j++) {
      tail = Math.hypot(tail, row[j]);
    }
    if (tail == 0) {
      return;
    }
    double alpha = row[last];
    double beta = -Math.copySign(Math.hypot(alpha, tail), alpha);
    double[] v = new double[row.length];
    for (int j = 0; j < last; j++) {
      v[j] = row[j] / (alpha - beta);
    }
    v[last] = 1;
    double tau = (beta - alpha) / beta;
    fromLeft(skew, v, tau);
    fromRight(skew, v, tau);
    fromLeft(u, v, tau);
  }

  private static void fromLeft(DMatrixRMaj m, double[] v, double tau) {
    for (int j = 0; j < m.numCols; j++) {
      double sum = 0;
      for (int i = 0; i < v.length; i++) {
        sum += v[i] * m.get(i, j);
      }
      for (int i = 0; i < v.length; i++) {
        m.add(i, j, -tau * sum * v[i]);
      }
    }
  }

  private static void fromRight(DMatrixRMaj m, double[] v, double tau) {
    for (int i = 0; i < m.numRows; i++) {
      double sum = 0;
      for (int j = 0; j < v.length; j++) {
        sum += v[j] * m.get(i, j);
      }
      for (int j = 0; j < v.length; j++) {
        m.add(i, j, -tau * sum * v[j]);
      }
    }
  }

  /// Chooses the signs and writes the form with its zeros exact.
  private static Realisation assemble(
      StateSpace system,
      DMatrixRMaj l,
      DMatrixRMaj skew,
      DMatrixRMaj u,
      DMatrixRMaj b,
      double damping) {
    int n = system.order();
    double[] sign = new double[n];
    sign[n - 1] = Products.times(u, b).get(n - 1, 0) < 0 ? -1 : 1;
    DMatrixRMaj a = new DMatrixRMaj(n, n);
    for (int i = n - 2; i >= 0; i--) {
      double f = (skew.get(i, i + 1) - skew.get(i + 1, i)) / 2;
      sign[i] = f < 0 ? -sign[i + 1] : sign[i + 1];
      a.set(i, i + 1, Math.abs(f));
      a.set(i + 1, i, -Math.abs(f));
    }
    a.set(n - 1, n - 1, -damping);
    DMatrixRMaj input = new DMatrixRMaj(n, 1);
    input.set(n - 1, 0, Math.sqrt(2 * damping));
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        u.set(i, j, sign[i] * u.get(i, j));
      }
    }
    DMatrixRMaj t = Products.timesTransposed(l, u);
    return Realisation.of(system, a, input, Products.times(system.c(), t), t);
  }
}
