package org.statescope.analysis.network;

import java.util.Arrays;
import java.util.List;
import org.statescope.analysis.lti.CompanionForm;
import org.statescope.analysis.lti.Complex;
import org.statescope.analysis.lti.Poles;

/// The poles of systems, from the numbers that their bank keeps where those are the poles already.
public final class BankPoles {
  private BankPoles() {}

  /// Writes the poles of one system.
  ///
  /// - Shapes: `order` numbers each, from `offset` on. A complex pole is followed by its conjugate,
  ///   or the reverse; there is no other order.
  /// - Tolerance: exact for diagonal banks; else that of [Poles].
  /// - Cost: constant for a state of a diagonal bank, else about 10 n³ for a system.
  ///
  /// @param index the system
  /// @param real receives the real parts
  /// @param imaginary receives the imaginary parts
  public static void fill(
      SystemBank bank, int index, double[] real, double[] imaginary, int offset) {
    switch (bank) {
      case DiagonalBank diagonal -> {
        int order = diagonal.order();
        int from = Vectors.offset(diagonal.poles(), index, order);
        System.arraycopy(diagonal.poles(), from, real, offset, order);
        Arrays.fill(imaginary, offset, offset + order, 0);
      }
      case ScalarBank scalar -> {
        double pole = scalar.poles()[Vectors.offset(scalar.poles(), index, 1)];
        Arrays.fill(real, offset, offset + scalar.order(), pole);
        Arrays.fill(imaginary, offset, offset + scalar.order(), 0);
      }
      case ComplexDiagonalBank complex -> {
        int pairs = complex.pairs();
        int from = Vectors.offset(complex.polesReal(), index, pairs);
        int fromImaginary = Vectors.offset(complex.polesImaginary(), index, pairs);
        for (int k = 0; k < pairs; k++) {
          for (int sign = 0; sign < 2; sign++) {
            real[offset + 2 * k + sign] = complex.polesReal()[from + k];
            imaginary[offset + 2 * k + sign] =
                (sign == 0 ? 1 : -1) * complex.polesImaginary()[fromImaginary + k];
          }
        }
      }
      case CompanionBank companion -> {
        int order = companion.order();
        int from = Vectors.offset(companion.coefficients(), index, order);
        copy(
            CompanionForm.poles(Arrays.copyOfRange(companion.coefficients(), from, from + order)),
            real,
            imaginary,
            offset);
      }
      case SchwarzBank _, DenseBank _ ->
          copy(Poles.of(bank.system(index)), real, imaginary, offset);
    }
  }

  private static void copy(List<Complex> poles, double[] real, double[] imaginary, int offset) {
    for (int i = 0; i < poles.size(); i++) {
      real[offset + i] = poles.get(i).real();
      imaginary[offset + i] = poles.get(i).imaginary();
    }
  }
}
