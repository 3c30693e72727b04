package org.statescope.analysis.structure;

import java.util.ArrayDeque;
import java.util.Deque;
import org.ejml.data.DMatrixRMaj;
import org.statescope.analysis.linalg.Products;
import org.statescope.analysis.linalg.Shapes;

/// The rank of Kalman's matrix for the stored doubles, taken as exact numbers: no rounding, no
/// tolerance.
///
/// **Formula**: the dimension of the smallest A-invariant space that contains the columns of B,
/// computed modulo random primes of 61 bits. A rank modulo a prime never exceeds the true one, so a
/// full rank is a **proof**; a smaller one is wrong only if every prime drawn divides one
/// particular integer.
///
/// **Shapes**: A n × n, B n × m. Nothing given is modified. **Edge cases**: B = 0 has rank 0; NaN
/// and infinity are refused with an [IllegalArgumentException].
///
/// **Tolerance**: none. [#errorProbability] bounds the chance that a deficient rank is too small;
/// it is 0 for a full rank.
///
/// **Algorithm**: elimination of Krylov vectors in a prime field. **Cost**: 2 n³ modular products
/// for each prime, of which there is one if the rank is full, two if not. **Not for** a system that
/// came out of floating-point arithmetic, whose zeros are no longer zeros: this answers for what is
/// stored, and only the distance to uncontrollability says what that is worth.
///
/// @param rank the dimension of the controllable space
/// @param order n
/// @param errorProbability bound on the probability that the rank is larger
public record ExactRank(int rank, int order, double errorProbability) {
  private static final int PRIMES_FOR_DEFICIENCY = 2;
  private static final int PRIME_BITS = 60;

  /// The dimension of the controllable space of (A, B).
  public static ExactRank controllable(DMatrixRMaj a, DMatrixRMaj b) {
    Shapes.requirePair(a, b);
    int n = a.numRows;
    int rank = 0;
    int primes = 0;
    while (primes < PRIMES_FOR_DEFICIENCY && rank < n) {
      rank = Math.max(rank, krylovDimension(new PrimeField(primes), a, b));
      primes++;
    }
    return new ExactRank(rank, n, rank == n ? 0 : errorProbability(a, b, primes));
  }

  /// The dimension of the observable quotient of (A, C): n less the dimension of the unobservable
  /// space.
  public static ExactRank observable(DMatrixRMaj a, DMatrixRMaj c) {
    Shapes.requireDualPair(a, c);
    return controllable(Products.transpose(a), Products.transpose(c));
  }

  /// The rank of a rectangular matrix of doubles, with the same guarantee.
  static int ofMatrix(DMatrixRMaj matrix) {
    int rank = 0;
    for (int prime = 0; prime < PRIMES_FOR_DEFICIENCY; prime++) {
      PrimeField field = new PrimeField(prime);
      Echelon echelon = new Echelon(field, matrix.numCols);
      for (int i = 0; i < matrix.numRows; i++) {
        long[] row = new long[matrix.numCols];
        for (int j = 0; j < matrix.numCols; j++) {
          row[j] = field.element(matrix.get(i, j));
        }
        echelon.add(row);
      }
      rank = Math.max(rank, echelon.rank());
    }
    return rank;
  }

  /// Whether every state is reached.
  public boolean isFull() {
    return rank == order;
  }

  private static int krylovDimension(PrimeField field, DMatrixRMaj a, DMatrixRMaj b) {
    int n = a.numRows;
    long[][] rows = new long[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        rows[i][j] = field.element(a.get(i, j));
      }
    }
    Echelon echelon = new Echelon(field, n);
    Deque<long[]> queue = new ArrayDeque<>();
    for (int j = 0; j < b.numCols; j++) {
      long[] column = new long[n];
      for (int i = 0; i < n; i++) {
        column[i] = field.element(b.get(i, j));
      }
      queue.add(column);
    }
    while (!queue.isEmpty() && echelon.rank() < n) {
      long[] vector = queue.remove();
      if (echelon.add(vector)) {
        long[] image = new long[n];
        for (int i = 0; i < n; i++) {
          long sum = 0;
          for (int j = 0; j < n; j++) {
            sum = field.plus(sum, field.times(rows[i][j], vector[j]));
          }
          image[i] = sum;
        }
        queue.add(image);
      }
    }
    return echelon.rank();
  }

  /// A minor of Kalman's matrix, scaled to an integer, has at most so many bits; each prime that
  /// divides it takes 60 of them.
  private static double errorProbability(DMatrixRMaj a, DMatrixRMaj b, int primes) {
    double n = a.numRows;
    double bits = n * n * (spread(a) + Math.ceil(Math.log(n + 1))) + n * spread(b) + n * n;
    double unlucky = bits / PRIME_BITS / PrimeField.PRIMES;
    return Math.min(1, Math.pow(unlucky, primes));
  }

  /// Bits of the integers that the entries become after scaling by one power of two.
  private static int spread(DMatrixRMaj matrix) {
    int least = Integer.MAX_VALUE;
    int most = Integer.MIN_VALUE;
    for (int i = 0; i < matrix.getNumElements(); i++) {
      if (matrix.data[i] != 0) {
        least = Math.min(least, Math.getExponent(matrix.data[i]));
        most = Math.max(most, Math.getExponent(matrix.data[i]));
      }
    }
    return most < least ? 1 : most - least + 54;
  }

  /// A growing basis in echelon form modulo a prime.
  private static final class Echelon {
    private final PrimeField field;
    private final long[][] byPivot;
    private int rank;

    Echelon(PrimeField field, int length) {
      this.field = field;
      byPivot = new long[length][];
    }

    int rank() {
      return rank;
    }

    /// Reduces the vector in place; keeps it and answers true if it is new.
    boolean add(long[] vector) {
      for (int pivot = 0; pivot < vector.length; pivot++) {
        if (vector[pivot] == 0) {
          continue;
        }
        long[] row = byPivot[pivot];
        if (row == null) {
          long factor = field.inverse(vector[pivot]);
          for (int j = pivot; j < vector.length; j++) {
            vector[j] = field.times(vector[j], factor);
          }
          byPivot[pivot] = vector;
          rank++;
          return true;
        }
        long factor = vector[pivot];
        for (int j = pivot; j < vector.length; j++) {
          vector[j] = field.minus(vector[j], field.times(factor, row[j]));
        }
      }
      return false;
    }
  }
}
