package org.statescope.analysis.linalg.complex;

import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.statescope.analysis.linalg.Precision;
import org.statescope.analysis.linalg.Products;
import org.statescope.analysis.linalg.Shapes;

/// How the eigenvalues of the pencil `P − sE` answer to changes of P.
///
/// **Shapes**: P and E real N × N, E with entries 0 and 1; nothing given is modified. **Edge
/// cases**: NaN and infinity are refused; what overflows is infinite. **Tolerance**: a factor near
/// 1, as long as the inverse has a digit. **Algorithm**: Stewart and Sun, Matrix Perturbation
/// Theory, VI.2 (1990); the spectral radius by the quotients of Collatz and Wielandt. **Cost**: two
/// factorisations for a condition, of 8/3 N³ operations each; four times one for an inverse.
public final class PencilSensitivity {
  private static final int PERRON_STEPS = 20;

  /// Keeps the vector of Perron's iteration positive, as its bound needs.
  private static final double POSITIVE = 1e-12;

  private final int n;
  private final DMatrixRMaj p;
  private final DMatrixRMaj e;
  private final double[] start;
  private final ComplexLu lu;

  /// For the eigenvalues of `P − sE`.
  public PencilSensitivity(DMatrixRMaj p, DMatrixRMaj e) {
    Shapes.requireSquare("P", p);
    Shapes.requireShape("E", e, p.numRows, p.numRows);
    n = p.numRows;
    this.p = p;
    this.e = e;
    Shapes.requireFinite("P", p);
    Shapes.requireFinite("E", e);
    start = new Random(n).doubles(2L * n, -1, 1).toArray();
    lu = new ComplexLu(n);
  }

  /// ‖w‖‖v‖/|wᴴEv| with the left and right eigenvectors w and v: to first order, a change ΔP moves
  /// the eigenvalue by at most that times ‖ΔP‖₂. ∞ for a defective eigenvalue.
  public double condition(double re, double im) {
    double[] v = nullVector(p, e, re, im);
    // that of the transpose is the conjugate of w
    double[] w =
        nullVector(CommonOps_DDRM.transpose(p, null), CommonOps_DDRM.transpose(e, null), re, im);
    double sumRe = 0;
    double sumIm = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double entry = e.get(i, j);
        sumRe += entry * (w[2 * i] * v[2 * j] - w[2 * i + 1] * v[2 * j + 1]);
        sumIm += entry * (w[2 * i] * v[2 * j + 1] + w[2 * i + 1] * v[2 * j]);
      }
    }
    double condition = 1 / Math.hypot(sumRe, sumIm);
    return Double.isNaN(condition) ? Double.POSITIVE_INFINITY : condition;
  }

  /// What (P − sE)⁻¹ makes of a fixed random vector, of unit length: one step is enough, as s is an
  /// eigenvalue to rounding. Where s is one exactly, a neighbour is taken.
  private double[] nullVector(DMatrixRMaj left, DMatrixRMaj right, double re, double im) {
    double[] x = start.clone();
    factor(left, right, re, im);
    lu.solve(x);
    double norm = length(x);
    if (!Double.isFinite(norm)) {
      double step = Precision.UNIT_ROUNDOFF * (Math.hypot(re, im) + Products.frobenius(p));
      x = start.clone();
      factor(left, right, re + step, im);
      lu.solve(x);
      norm = length(x);
    }
    for (int i = 0; i < x.length; i++) {
      x[i] /= norm;
    }
    return x;
  }

  private static double length(double[] x) {
    double norm = 0;
    for (double part : x) {
      norm = Math.hypot(norm, part);
    }
    return norm;
  }

  /// ‖(P − sE)⁻¹‖ in Frobenius's norm: where ‖ΔP‖₂ times that is below 1, s is no eigenvalue of P +
  /// ΔP − sE.
  public double inverseNorm(double re, double im) {
    double norm = length(inverse(re, im));
    return Double.isNaN(norm) ? Double.POSITIVE_INFINITY : norm;
  }

  /// A bound on the spectral radius of |(P − sE)⁻¹|·|P|, entry by entry: where |ΔP| ≤ δ|P| and δ
  /// times that is below 1, s is no eigenvalue of P + ΔP − sE. Entries that are zero stay zero, and
  /// scaling changes nothing.
  public double relativeReach(double re, double im) {
    double[] inverse = inverse(re, im);
    double[] x = new double[n];
    java.util.Arrays.fill(x, 1);
    double least = Double.POSITIVE_INFINITY;
    for (int step = 0; step < PERRON_STEPS; step++) {
      double[] y = timesAbsolute(inverse, x);
      double bound = 0;
      double largest = 0;
      for (int i = 0; i < n; i++) {
        bound = Math.max(bound, y[i] / x[i]);
        largest = Math.max(largest, y[i]);
      }
      if (!(largest > 0 && Double.isFinite(bound))) {
        return largest == 0 ? 0 : Double.POSITIVE_INFINITY;
      }
      least = Math.min(least, bound);
      for (int i = 0; i < n; i++) {
        x[i] = Math.max(y[i] / largest, POSITIVE);
      }
    }
    return least;
  }

  /// |(P − sE)⁻¹|·|P|·x, the inverse as [#inverse] gives it.
  private double[] timesAbsolute(double[] inverse, double[] x) {
    double[] image = new double[n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        image[i] += Math.abs(p.get(i, j)) * x[j];
      }
    }
    double[] y = new double[n];
    for (int j = 0; j < n; j++) {
      for (int i = 0; i < n; i++) {
        y[i] += inverse[j * n + i] * image[j];
      }
    }
    return y;
  }

  /// The moduli of the inverse, column after column.
  private double[] inverse(double re, double im) {
    factor(p, e, re, im);
    double[] moduli = new double[n * n];
    double[] column = new double[2 * n];
    for (int j = 0; j < n; j++) {
      java.util.Arrays.fill(column, 0);
      column[2 * j] = 1;
      lu.solve(column);
      for (int i = 0; i < n; i++) {
        moduli[j * n + i] = Math.hypot(column[2 * i], column[2 * i + 1]);
      }
    }
    return moduli;
  }

  private void factor(DMatrixRMaj left, DMatrixRMaj right, double re, double im) {
    double[] m = lu.entries();
    for (int i = 0; i < n * n; i++) {
      m[2 * i] = left.data[i] - re * right.data[i];
      m[2 * i + 1] = -im * right.data[i];
    }
    lu.factor();
  }
}
