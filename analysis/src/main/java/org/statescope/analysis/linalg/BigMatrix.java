package org.statescope.analysis.linalg;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/// A matrix of numbers with a hundred decimal digits, for the few questions that doubles cannot
/// answer.
///
/// - Modified: nothing; every method gives a new matrix.
/// - Edge cases: a singular matrix has no inverse and no factor; NaN and infinite entries are
///   refused.
/// - Tolerance: each operation rounds to 100 digits, relative to the largest term.
/// - Algorithm: schoolbook operations, elimination with partial pivoting.
/// - Cost: a product of n×n matrices takes about n³ microseconds: milliseconds at order 16.
/// - Not for: anything that has to be fast, or orders beyond a few dozen.
public final class BigMatrix {
  static final MathContext DIGITS = new MathContext(100);

  /// Relative to the largest pivot: a smaller one is rounding.
  private static final BigDecimal VANISHING = new BigDecimal("1e-80");

  /// Numbers below 10 to minus this are zero.
  private static final int SMALLEST_EXPONENT = 1_000_000;

  private final int columns;
  private final BigDecimal[][] entries;

  private BigMatrix(BigDecimal[][] entries, int columns) {
    this.entries = entries;
    this.columns = columns;
  }

  private BigMatrix(int rows, int columns) {
    this.columns = columns;
    entries = new BigDecimal[rows][columns];
    for (BigDecimal[] row : entries) {
      java.util.Arrays.fill(row, BigDecimal.ZERO);
    }
  }

  /// The exact values of doubles.
  public static BigMatrix of(DMatrixRMaj matrix) {
    BigMatrix big = new BigMatrix(matrix.numRows, matrix.numCols);
    for (int i = 0; i < matrix.numRows; i++) {
      for (int j = 0; j < matrix.numCols; j++) {
        big.entries[i][j] = new BigDecimal(matrix.get(i, j));
      }
    }
    return big;
  }

  /// factor · I.
  public static BigMatrix identity(int order, double factor) {
    BigMatrix big = new BigMatrix(order, order);
    for (int i = 0; i < order; i++) {
      big.entries[i][i] = new BigDecimal(factor);
    }
    return big;
  }

  /// Every entry rounded to a double.
  public DMatrixRMaj toDoubles() {
    DMatrixRMaj matrix = new DMatrixRMaj(entries.length, columns);
    for (int i = 0; i < entries.length; i++) {
      for (int j = 0; j < columns; j++) {
        matrix.set(i, j, entries[i][j].doubleValue());
      }
    }
    return matrix;
  }

  /// The product with another matrix.
  public BigMatrix times(BigMatrix other) {
    BigMatrix product = new BigMatrix(entries.length, other.columns);
    for (int i = 0; i < entries.length; i++) {
      for (int k = 0; k < columns; k++) {
        if (entries[i][k].signum() != 0) {
          product.addToRow(i, entries[i][k], other.entries[k]);
        }
      }
      product.flushRow(i);
    }
    return product;
  }

  /// What is below any number of interest becomes zero before its exponent overflows, as that of a
  /// fast mode does in high powers.
  private void flushRow(int i) {
    for (int j = 0; j < columns; j++) {
      if ((long) entries[i][j].scale() - entries[i][j].precision() > SMALLEST_EXPONENT) {
        entries[i][j] = BigDecimal.ZERO;
      }
    }
  }

  private void addToRow(int i, BigDecimal factor, BigDecimal[] row) {
    for (int j = 0; j < row.length; j++) {
      if (row[j].signum() != 0) {
        entries[i][j] = entries[i][j].add(factor.multiply(row[j], DIGITS), DIGITS);
      }
    }
  }

  /// The transpose.
  public BigMatrix transposed() {
    BigMatrix transpose = new BigMatrix(columns, entries.length);
    for (int i = 0; i < entries.length; i++) {
      for (int j = 0; j < columns; j++) {
        transpose.entries[j][i] = entries[i][j];
      }
    }
    return transpose;
  }

  /// This plus factor times another matrix.
  public BigMatrix plus(double factor, BigMatrix other) {
    BigMatrix sum = new BigMatrix(entries.length, columns);
    BigDecimal scale = new BigDecimal(factor);
    for (int i = 0; i < entries.length; i++) {
      sum.entries[i] = entries[i].clone();
      sum.addToRow(i, scale, other.entries[i]);
    }
    return sum;
  }

  /// X with this · X = right, by elimination with partial pivoting; empty for a singular matrix.
  public Optional<BigMatrix> solve(BigMatrix right) {
    int n = entries.length;
    BigMatrix work = plus(0, this);
    BigMatrix x = right.plus(0, right);
    for (int k = 0; k < n; k++) {
      int pivot = k;
      for (int i = k + 1; i < n; i++) {
        if (work.entries[i][k].abs().compareTo(work.entries[pivot][k].abs()) > 0) {
          pivot = i;
        }
      }
      if (work.entries[pivot][k].signum() == 0) {
        return Optional.empty();
      }
      work.swap(k, pivot);
      x.swap(k, pivot);
      BigDecimal inverse = BigDecimal.ONE.divide(work.entries[k][k], DIGITS);
      for (int i = 0; i < n; i++) {
        if (i != k && work.entries[i][k].signum() != 0) {
          BigDecimal factor = work.entries[i][k].multiply(inverse, DIGITS).negate();
          work.addToRow(i, factor, work.entries[k].clone());
          x.addToRow(i, factor, x.entries[k].clone());
        }
      }
      for (int j = 0; j < x.columns; j++) {
        x.entries[k][j] = x.entries[k][j].multiply(inverse, DIGITS);
      }
      for (int j = 0; j < n; j++) {
        work.entries[k][j] = work.entries[k][j].multiply(inverse, DIGITS);
      }
    }
    return Optional.of(x);
  }

  private void swap(int i, int j) {
    BigDecimal[] row = entries[i];
    entries[i] = entries[j];
    entries[j] = row;
  }

  /// L with L Lᵀ = this, of a symmetric positive semidefinite matrix; columns whose pivot is
  /// rounding are zero.
  public BigMatrix choleskyFactor() {
    int n = entries.length;
    BigMatrix rest = plus(0, this);
    BigMatrix factor = new BigMatrix(n, n);
    boolean[] done = new boolean[n];
    BigDecimal largest = null;
    for (int k = 0; k < n; k++) {
      int pivot = -1;
      for (int i = 0; i < n; i++) {
        if (!done[i]
            && (pivot < 0 || rest.entries[i][i].compareTo(rest.entries[pivot][pivot]) > 0)) {
          pivot = i;
        }
      }
      BigDecimal diagonal = rest.entries[pivot][pivot];
      largest = largest == null ? diagonal : largest;
      if (diagonal.compareTo(largest.multiply(VANISHING)) <= 0) {
        break;
      }
      done[pivot] = true;
      BigDecimal root = diagonal.sqrt(DIGITS);
      for (int i = 0; i < n; i++) {
        factor.entries[i][k] = rest.entries[i][pivot].divide(root, DIGITS);
      }
      for (int i = 0; i < n; i++) {
        BigDecimal below = factor.entries[i][k].negate();
        for (int j = 0; j < n; j++) {
          rest.entries[i][j] =
              rest.entries[i][j].add(below.multiply(factor.entries[j][k], DIGITS), DIGITS);
        }
      }
    }
    return factor;
  }

  /// The upper left corner.
  public BigMatrix corner(int rows, int count) {
    if (rows > entries.length || count > columns) {
      throw new IllegalArgumentException(
          "The matrix is %d×%d and has no corner of %d×%d"
              .formatted(entries.length, columns, rows, count));
    }
    BigMatrix corner = new BigMatrix(rows, count);
    for (int i = 0; i < rows; i++) {
      System.arraycopy(entries[i], 0, corner.entries[i], 0, count);
    }
    return corner;
  }

  /// √ of the sum of the squares of all entries, rounded to a double.
  public double frobenius() {
    BigDecimal sum = BigDecimal.ZERO;
    for (BigDecimal[] row : entries) {
      for (BigDecimal entry : row) {
        sum = sum.add(entry.multiply(entry, DIGITS), DIGITS);
      }
    }
    return sum.sqrt(DIGITS).doubleValue();
  }

  /// The rows of a matrix; not copied.
  static BigMatrix ofRows(BigDecimal[][] rows, int columns) {
    return new BigMatrix(rows, columns);
  }

  /// The rows; not copied.
  BigDecimal[][] entries() {
    return entries;
  }

  /// How many rows there are.
  public int rows() {
    return entries.length;
  }

  /// How many columns there are.
  public int columns() {
    return columns;
  }

  /// The largest absolute value of an entry.
  public BigDecimal largest() {
    BigDecimal largest = BigDecimal.ZERO;
    for (BigDecimal[] row : entries) {
      for (BigDecimal entry : row) {
        largest = largest.max(entry.abs());
      }
    }
    return largest;
  }
}
