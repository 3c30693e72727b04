package org.statescope.analysis.linalg;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.RandomMatrices_DDRM;
import org.statescope.analysis.lti.CompanionForm;

/// Matrices of the literature that break careless algorithms, and seeded random ones.
public final class NamedMatrices {
  private NamedMatrices() {}

  public record Named(String name, DMatrixRMaj matrix) {
    @Override
    public String toString() {
      return name;
    }
  }

  public static List<Named> all() {
    List<Named> all = new ArrayList<>();
    for (int n : new int[] {1, 2, 3, 4, 5, 7, 16, 33, 64, 128}) {
      all.add(new Named("random " + n, RandomMatrices_DDRM.rectangle(n, n, -1, 1, new Random(n))));
    }
    all.add(new Named("HiPPO-LegS 32", hippo(32)));
    all.add(new Named("Wilkinson companion 20", wilkinson(20)));
    all.add(new Named("Grcar 40", grcar(40)));
    all.add(new Named("Frank 16", frank(16)));
    all.add(new Named("Jordan 12", jordan(12, -0.5)));
    all.add(new Named("nilpotent 6", jordan(6, 0)));
    all.add(new Named("zero 4", new DMatrixRMaj(4, 4)));
    all.add(new Named("rotation", new DMatrixRMaj(new double[][] {{0, 1}, {-1, 0}})));
    all.add(new Named("badly scaled", badlyScaled(8)));
    return all;
  }

  public static DMatrixRMaj hippo(int n) {
    DMatrixRMaj a = new DMatrixRMaj(n, n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        a.set(i, j, -Math.sqrt((2 * i + 1.0) * (2 * j + 1.0)));
      }
      a.set(i, i, -(i + 1));
    }
    return a;
  }

  public static DMatrixRMaj wilkinson(int n) {
    double[] p = {1};
    for (int k = 1; k <= n; k++) {
      double[] q = new double[p.length + 1];
      for (int i = 0; i < p.length; i++) {
        q[i] += p[i] * k / n;
        q[i + 1] += p[i];
      }
      p = q;
    }
    double[] coefficients = new double[n];
    System.arraycopy(p, 0, coefficients, 0, n);
    return CompanionForm.controllable(coefficients);
  }

  public static DMatrixRMaj grcar(int n) {
    DMatrixRMaj a = new DMatrixRMaj(n, n);
    for (int i = 0; i < n; i++) {
      for (int j = Math.max(0, i - 1); j < Math.min(n, i + 4); j++) {
        a.set(i, j, j == i - 1 ? -1 : 1);
      }
    }
    return a;
  }

  public static DMatrixRMaj frank(int n) {
    DMatrixRMaj a = new DMatrixRMaj(n, n);
    for (int i = 0; i < n; i++) {
      for (int j = Math.max(0, i - 1); j < n; j++) {
        a.set(i, j, n - Math.max(i, j));
      }
    }
    return a;
  }

  public static DMatrixRMaj jordan(int n, double lambda) {
    DMatrixRMaj a = new DMatrixRMaj(n, n);
    for (int i = 0; i < n; i++) {
      a.set(i, i, lambda);
      if (i + 1 < n) {
        a.set(i, i + 1, 1);
      }
    }
    return a;
  }

  private static DMatrixRMaj badlyScaled(int n) {
    DMatrixRMaj a = RandomMatrices_DDRM.rectangle(n, n, -1, 1, new Random(99));
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        a.set(i, j, a.get(i, j) * Math.pow(10, 3.0 * (i - j)));
      }
    }
    return a;
  }

  /// The matrix shifted so far to the left that every eigenvalue is stable.
  public static DMatrixRMaj stable(DMatrixRMaj a) {
    Eigenvalues values = Eigenvalues.of(a);
    double abscissa = Double.NEGATIVE_INFINITY;
    for (double real : values.real()) {
      abscissa = Math.max(abscissa, real);
    }
    DMatrixRMaj shifted = a.copy();
    for (int i = 0; i < a.numRows; i++) {
      shifted.add(i, i, -abscissa - 0.1 * (1 + Math.abs(abscissa)));
    }
    return shifted;
  }
}
