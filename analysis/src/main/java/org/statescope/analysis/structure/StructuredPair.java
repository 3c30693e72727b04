package org.statescope.analysis.structure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.statescope.analysis.linalg.Products;
import org.statescope.analysis.linalg.Shapes;

/// Pairs (A, B) whose pattern of zeros decides controllability exactly, without arithmetic.
///
/// - **Diagonal** A: the states that share a pole are reached as far as the rank of their rows of B
///   goes; with one input, distinct poles and non-zero entries of B are all it takes.
/// - **Hessenberg** A with a single input at its end: every state is reached up to the first zero
///   beside the diagonal. A companion matrix with B = β·eₙ is the case whose chain is all ones, so
///   it is controllable for **every** coefficient; Routh–Schwarz is the tridiagonal one.
///
/// **Shapes**: A n × n, B n × m. Nothing given is modified. **Tolerance**: none, entries are
/// compared with zero and with each other as stored. **Algorithm**: a reading of the pattern.
/// **Cost**: n² comparisons.
///
/// @param kind which pattern
/// @param dimension the exact dimension of the controllable space
/// @param order n
/// @param reason one sentence
public record StructuredPair(Kind kind, int dimension, int order, String reason) {

  /// The patterns that are recognised.
  public enum Kind {
    DIAGONAL,
    COMPANION,
    ROUTH_SCHWARZ,
    HESSENBERG
  }

  /// The words for one side of a system.
  private enum Side {
    INPUT("A", "driven", "reached", "controllable"),
    OUTPUT("Aᵀ", "read", "seen", "observable");

    private final String matrix;
    private final String coupled;
    private final String covered;
    private final String full;

    Side(String matrix, String coupled, String covered, String full) {
      this.matrix = matrix;
      this.coupled = coupled;
      this.covered = covered;
      this.full = full;
    }
  }

  /// Whether every state is reached.
  public boolean isFull() {
    return dimension == order;
  }

  /// The pattern of a pair, empty if it has none of these.
  public static Optional<StructuredPair> controllability(DMatrixRMaj a, DMatrixRMaj b) {
    Shapes.requirePair(a, b);
    return pattern(a, b, Side.INPUT);
  }

  /// The pattern of the dual pair.
  public static Optional<StructuredPair> observability(DMatrixRMaj a, DMatrixRMaj c) {
    Shapes.requireDualPair(a, c);
    return pattern(Products.transpose(a), Products.transpose(c), Side.OUTPUT);
  }

  private static Optional<StructuredPair> pattern(DMatrixRMaj a, DMatrixRMaj b, Side side) {
    if (isDiagonal(a)) {
      return Optional.of(diagonal(a, b, side));
    }
    return hessenberg(a, b, false, side)
        .or(() -> hessenberg(reversed(a), reversedRows(b), true, side));
  }

  private static boolean isDiagonal(DMatrixRMaj a) {
    for (int i = 0; i < a.numRows; i++) {
      for (int j = 0; j < a.numCols; j++) {
        if (i != j && a.get(i, j) != 0) {
          return false;
        }
      }
    }
    return true;
  }

  private static StructuredPair diagonal(DMatrixRMaj a, DMatrixRMaj b, Side side) {
    Map<Double, List<Integer>> groups = new LinkedHashMap<>();
    for (int i = 0; i < a.numRows; i++) {
      // + 0.0 makes −0.0 and 0.0 one key
      groups.computeIfAbsent(a.get(i, i) + 0.0, _ -> new ArrayList<>()).add(i);
    }
    int dimension = 0;
    for (List<Integer> states : groups.values()) {
      DMatrixRMaj rows = new DMatrixRMaj(states.size(), b.numCols);
      for (int i = 0; i < states.size(); i++) {
        for (int j = 0; j < b.numCols; j++) {
          rows.set(i, j, b.get(states.get(i), j));
        }
      }
      dimension += ExactRank.ofMatrix(rows);
    }
    int n = a.numRows;
    String reason =
        dimension == n
            ? "A is diagonal and each of its %d distinct poles is fully %s"
                .formatted(groups.size(), side.covered)
            : ("A is diagonal with %d distinct poles among %d states, and repeated poles or zero"
                    + " entries leave %d states out")
                .formatted(groups.size(), n, n - dimension);
    return new StructuredPair(Kind.DIAGONAL, dimension, n, reason);
  }

  /// A lower Hessenberg A (nothing beyond the first superdiagonal) with its only input at the last
  /// state.
  private static Optional<StructuredPair> hessenberg(
      DMatrixRMaj a, DMatrixRMaj b, boolean reversed, Side side) {
    int n = a.numRows;
    if (n < 2 || !entersAtLastState(b)) {
      return Optional.empty();
    }
    for (int i = 0; i < n; i++) {
      for (int j = i + 2; j < n; j++) {
        if (a.get(i, j) != 0) {
          return Optional.empty();
        }
      }
    }
    int dimension = 1;
    while (dimension < n && a.get(n - 1 - dimension, n - dimension) != 0) {
      dimension++;
    }
    Kind kind = kind(a);
    String name =
        switch (kind) {
          case COMPANION -> "a companion matrix";
          case ROUTH_SCHWARZ -> "a Routh–Schwarz matrix";
          case HESSENBERG, DIAGONAL -> "a Hessenberg matrix";
        };
    String end = reversed ? "first" : "last";
    String reason =
        dimension == n
            ? "%s is %s %s at its %s state and its chain has no zero: %s whatever the other entries"
                .formatted(side.matrix, name, side.coupled, end, side.full)
            : "%s is %s %s at its %s state, and a zero in its chain cuts %d states off"
                .formatted(side.matrix, name, side.coupled, end, n - dimension);
    return Optional.of(new StructuredPair(kind, dimension, n, reason));
  }

  private static boolean entersAtLastState(DMatrixRMaj b) {
    boolean enters = false;
    for (int i = 0; i < b.numRows; i++) {
      for (int j = 0; j < b.numCols; j++) {
        boolean set = b.get(i, j) != 0;
        if (set && i + 1 < b.numRows) {
          return false;
        }
        enters |= set;
      }
    }
    return enters;
  }

  private static Kind kind(DMatrixRMaj a) {
    int n = a.numRows;
    boolean companion = true;
    boolean schwarz = true;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double entry = a.get(i, j);
        if (i + 1 < n) {
          companion &= entry == (j == i + 1 ? 1 : 0);
        }
        if (i == j) {
          schwarz &= i + 1 == n ? entry < 0 : entry == 0;
        } else {
          schwarz &= Math.abs(i - j) == 1 ? entry == -a.get(j, i) : entry == 0;
        }
      }
    }
    if (companion) {
      return Kind.COMPANION;
    }
    return schwarz ? Kind.ROUTH_SCHWARZ : Kind.HESSENBERG;
  }

  private static DMatrixRMaj reversed(DMatrixRMaj a) {
    int n = a.numRows;
    DMatrixRMaj reversed = new DMatrixRMaj(n, n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        reversed.set(n - 1 - i, n - 1 - j, a.get(i, j));
      }
    }
    return reversed;
  }

  private static DMatrixRMaj reversedRows(DMatrixRMaj b) {
    DMatrixRMaj reversed = new DMatrixRMaj(b.numRows, b.numCols);
    for (int i = 0; i < b.numRows; i++) {
      for (int j = 0; j < b.numCols; j++) {
        reversed.set(b.numRows - 1 - i, j, b.get(i, j));
      }
    }
    return reversed;
  }
}
