package org.statescope.analysis.refusal;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.function.Executable;

/// Calls that a package must refuse with one sentence, and calls that it must not. Each package's
/// test lists its entry points; what is wrong with a matrix is the same for all of them.
public final class Refusals {
  private static final int LONGEST_SENTENCE = 200;

  private final List<Case> cases = new ArrayList<>();

  /// One call.
  ///
  /// @param name what is called with what
  /// @param call the call
  /// @param words what the sentence names; empty for a call that must succeed
  public record Case(String name, Executable call, List<String> words) {
    /// Makes the call.
    public void check() {
      if (words.isEmpty()) {
        assertDoesNotThrow(call, name);
        return;
      }
      String sentence = assertThrows(IllegalArgumentException.class, call, name).getMessage();
      for (String word : words) {
        assertTrue(sentence.contains(word), name + " says: " + sentence);
      }
      assertTrue(sentence.length() <= LONGEST_SENTENCE && !sentence.contains("\n"), sentence);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /// All calls.
  public List<Case> cases() {
    return cases;
  }

  /// A call that is refused with a sentence that holds these words.
  public Refusals refuses(String name, Executable call, String... words) {
    cases.add(new Case(name, call, List.of(words)));
    return this;
  }

  /// A call that succeeds.
  public Refusals accepts(String name, Executable call) {
    cases.add(new Case(name, call, List.of()));
    return this;
  }

  /// An entry point that takes a square matrix: 1×1 is one, the rest is refused.
  public Refusals square(String name, Consumer<DMatrixRMaj> call) {
    accepts(name + " of 1×1", () -> call.accept(matrix(1, 1, -1)));
    refuses(name + " of 0×0", () -> call.accept(new DMatrixRMaj(0, 0)), "0×0");
    refuses(name + " of 2×3", () -> call.accept(new DMatrixRMaj(2, 3)), "2×3");
    finite(name, 2, 2, call);
    return this;
  }

  /// An entry point that takes a matrix of any shape, which must hold numbers.
  public Refusals finite(String name, int rows, int columns, Consumer<DMatrixRMaj> call) {
    for (double wrong : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      DMatrixRMaj matrix = matrix(rows, columns, -1);
      matrix.set(rows - 1, columns - 1, wrong);
      refuses(name + " with " + wrong, () -> call.accept(matrix), String.valueOf(wrong));
    }
    return this;
  }

  /// An entry point that takes A and an input matrix B.
  public Refusals pair(String name, BiConsumer<DMatrixRMaj, DMatrixRMaj> call) {
    square(name + ", A", a -> call.accept(a, matrix(a.numRows, 1, 1)));
    DMatrixRMaj a = diagonal();
    finite(name + ", B", 2, 1, b -> call.accept(a, b));
    refuses(name + ", B of 3×1", () -> call.accept(a, matrix(3, 1, 1)), "2×2", "3");
    return this;
  }

  /// An entry point that takes A and an output matrix C.
  public Refusals dualPair(String name, BiConsumer<DMatrixRMaj, DMatrixRMaj> call) {
    square(name + ", A", a -> call.accept(a, matrix(1, a.numCols, 1)));
    DMatrixRMaj a = diagonal();
    finite(name + ", C", 1, 2, c -> call.accept(a, c));
    refuses(name + ", C of 1×3", () -> call.accept(a, matrix(1, 3, 1)), "2×2", "3");
    return this;
  }

  /// diag(−1, −2).
  public static DMatrixRMaj diagonal() {
    DMatrixRMaj a = new DMatrixRMaj(2, 2);
    a.set(0, 0, -1);
    a.set(1, 1, -2);
    return a;
  }

  /// A matrix full of one number.
  public static DMatrixRMaj matrix(int rows, int columns, double value) {
    DMatrixRMaj matrix = new DMatrixRMaj(rows, columns);
    Arrays.fill(matrix.data, value);
    return matrix;
  }
}
