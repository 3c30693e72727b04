package org.statescope.analysis.stability;

import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.statescope.analysis.linalg.Products;
import org.statescope.analysis.linalg.Shapes;
import org.statescope.analysis.lti.Continuous;
import org.statescope.analysis.lti.Discrete;
import org.statescope.analysis.lti.TimeDomain;

/// State matrices whose pattern decides stability exactly for the stored numbers.
///
/// - **Triangular** (diagonal included): the poles are the diagonal entries.
/// - **Routh–Schwarz**, continuous time: skew-symmetric and tridiagonal but for one negative entry
///   at an end of the diagonal; stable exactly when nothing beside the diagonal is zero.
/// - **Companion**, up to order [#LARGEST_COMPANION]: Hurwitz's determinants of the coefficients in
///   exact integer arithmetic, after z = (1 + s)/(1 − s) in discrete time.
///
/// **Shapes**: A n × n; nothing given is modified. **Tolerance**: none. **Algorithm**: exact
/// determinants by fraction-free elimination (Bareiss, doi:10.1090/S0025-5718-1968-0226829-0).
/// **Cost**: n² comparisons; for a companion matrix n³ products of integers of about 100·n bits.
///
/// @param kind which pattern
/// @param stable whether every pole is strictly stable
/// @param reason one sentence
public record StructuredStability(Kind kind, boolean stable, String reason) {
  /// Above this order the integers grow too long and the pattern is left to the numerical tests.
  public static final int LARGEST_COMPANION = 32;

  /// The patterns that are recognised.
  public enum Kind {
    TRIANGULAR,
    ROUTH_SCHWARZ,
    COMPANION
  }

  /// The pattern of a matrix, empty if it has none of these.
  public static Optional<StructuredStability> of(DMatrixRMaj a, TimeDomain timeDomain) {
    Shapes.requireSquare("A", a);
    Shapes.requireFinite("A", a);
    DMatrixRMaj transposed = Products.transpose(a);
    if (isLowerTriangular(a) || isLowerTriangular(transposed)) {
      return Optional.of(triangular(a, timeDomain));
    }
    if (timeDomain instanceof Continuous && isSchwarz(a)) {
      return Optional.of(
          new StructuredStability(
              Kind.ROUTH_SCHWARZ,
              true,
              "A is a Routh–Schwarz matrix with nothing zero beside its diagonal, so it is"
                  + " stable"));
    }
    if (a.numRows <= LARGEST_COMPANION) {
      if (isCompanion(a)) {
        return Optional.of(companion(a, timeDomain));
      }
      if (isCompanion(transposed)) {
        return Optional.of(companion(transposed, timeDomain));
      }
    }
    return Optional.empty();
  }

  private static boolean isLowerTriangular(DMatrixRMaj a) {
    for (int i = 0; i < a.numRows; i++) {
      for (int j = i + 1; j < a.numCols; j++) {
        if (a.get(i, j) != 0) {
          return false;
        }
      }
    }
    return true;
  }

  private static StructuredStability triangular(DMatrixRMaj a, TimeDomain timeDomain) {
    for (int i = 0; i < a.numRows; i++) {
      double pole = a.get(i, i);
      boolean stable =
          switch (timeDomain) {
            case Continuous() -> pole < 0;
            case Discrete(double _) -> Math.abs(pole) < 1;
          };
      if (!stable) {
        return new StructuredStability(
            Kind.TRIANGULAR,
            false,
            "A is triangular and its diagonal entry %s is a pole that is not stable"
                .formatted(pole));
      }
    }
    return new StructuredStability(
        Kind.TRIANGULAR, true, "A is triangular and every diagonal entry is a stable pole");
  }

  /// One negative entry at either end of the diagonal, skew neighbours, none of them zero.
  private static boolean isSchwarz(DMatrixRMaj a) {
    int n = a.numRows;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double entry = a.get(i, j);
        boolean fits =
            switch (Math.abs(i - j)) {
              case 0 -> entry == 0 || (entry < 0 && (i == 0 || i == n - 1));
              case 1 -> entry != 0 && entry == -a.get(j, i);
              default -> entry == 0;
            };
        if (!fits) {
          return false;
        }
      }
    }
    return (a.get(0, 0) < 0) != (a.get(n - 1, n - 1) < 0);
  }

  private static boolean isCompanion(DMatrixRMaj a) {
    for (int i = 0; i + 1 < a.numRows; i++) {
      for (int j = 0; j < a.numCols; j++) {
        if (a.get(i, j) != (j == i + 1 ? 1 : 0)) {
          return false;
        }
      }
    }
    return true;
  }

  private static StructuredStability companion(DMatrixRMaj a, TimeDomain timeDomain) {
    int n = a.numRows;
    double[] coefficients = new double[n];
    for (int j = 0; j < n; j++) {
      coefficients[j] = -a.get(n - 1, j);
    }
    boolean stable =
        switch (timeDomain) {
          case Continuous() -> ExactPolynomial.isHurwitz(coefficients);
          case Discrete(double _) -> ExactPolynomial.isSchur(coefficients);
        };
    String reason =
        stable
            ? "A is a companion matrix and all Hurwitz determinants of its coefficients are"
                + " positive"
            : "A is a companion matrix and a Hurwitz determinant of its coefficients is not"
                + " positive";
    return new StructuredStability(Kind.COMPANION, stable, reason);
  }
}
