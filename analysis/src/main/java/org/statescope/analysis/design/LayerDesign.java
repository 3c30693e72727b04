package org.statescope.analysis.design;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.statescope.analysis.lti.Complex;
import org.statescope.analysis.lti.TimeDomain;
import org.statescope.analysis.network.BankPoles;
import org.statescope.analysis.network.CompanionBank;
import org.statescope.analysis.network.ComplexDiagonalBank;
import org.statescope.analysis.network.DenseBank;
import org.statescope.analysis.network.DiagonalBank;
import org.statescope.analysis.network.ScalarBank;
import org.statescope.analysis.network.SchwarzBank;
import org.statescope.analysis.network.SsmNetwork;
import org.statescope.analysis.network.SystemBank;

/// A layer between two edits: its bank, and its poles as they were asked for, which for the
/// canonical forms are closer to what was meant than the eigenvalues of the bank.
///
/// @param words how sentences name the layer
/// @param real real parts of the poles, count×order
/// @param imaginary imaginary parts
/// @param removed states that are left out of all systems: by a 0 in B, or by the open end of a
///   companion layer
/// @param openEnd what the open end of a companion layer is to be multiplied by, order×order by
///   rows; none where nothing is
record LayerDesign(
    String words,
    SystemBank bank,
    double[] real,
    double[] imaginary,
    BitSet removed,
    Optional<double[]> openEnd,
    Forgetting forgetting) {

  /// @throws IllegalArgumentException in one sentence if the layer cannot be edited
  static LayerDesign of(int index, SsmNetwork.Layer layer, Forgetting forgetting) {
    SystemBank bank = layer.channels();
    String words = "layer " + index + " (" + layer.name() + ")";
    if (!bank.timeDomain().equals(TimeDomain.continuous())) {
      throw new IllegalArgumentException(
          "The poles of " + words + " are those of discrete time, which are not edited.");
    }
    if (bank instanceof DenseBank) {
      throw new IllegalArgumentException(
          "The systems of " + words + " have no structure of which poles are the parameters.");
    }
    int length = bank.count() * bank.order();
    double[] real = new double[length];
    double[] imaginary = new double[length];
    for (int system = 0; system < bank.count(); system++) {
      BankPoles.fill(bank, system, real, imaginary, system * bank.order());
    }
    return new LayerDesign(
        words, bank, real, imaginary, new BitSet(), Optional.empty(), forgetting);
  }

  int order() {
    return bank.order();
  }

  /// Whether a state of all systems is removed by a 0 in B.
  boolean removesExactly() {
    return switch (bank) {
      case DiagonalBank _, ComplexDiagonalBank _ -> true;
      case ScalarBank scalar -> scalar.order() > 1;
      case CompanionBank _, SchwarzBank _, DenseBank _ -> false;
    };
  }

  Complex pole(int system, int state) {
    int at = system * order() + state;
    return new Complex(real[at], imaginary[at]);
  }

  List<Complex> poles(int system) {
    return IntStream.range(0, order()).mapToObj(state -> pole(system, state)).toList();
  }

  /// The numbers of the states that move with a state: it alone, it and its conjugate, or all.
  int[] together(int system, int state) {
    return switch (bank) {
      case DiagonalBank _ -> new int[] {state};
      case ComplexDiagonalBank _ -> new int[] {state, state ^ 1};
      case ScalarBank scalar -> IntStream.range(0, scalar.order()).toArray();
      case CompanionBank _, SchwarzBank _, DenseBank _ -> pair(system, state);
    };
  }

  private int[] pair(int system, int state) {
    Complex pole = pole(system, state);
    if (pole.isReal()) {
      return new int[] {state};
    }
    // Of equal pairs the k-th pole goes with the k-th conjugate, which is the same both ways.
    int before =
        (int) IntStream.range(0, state).filter(other -> pole(system, other).equals(pole)).count();
    int conjugate =
        IntStream.range(0, order())
            .filter(other -> pole(system, other).equals(pole.conjugate()))
            .skip(before)
            .findFirst()
            .orElseThrow();
    return new int[] {state, conjugate};
  }

  LayerDesign with(SystemBank newBank, double[] newReal, double[] newImaginary, BitSet newRemoved) {
    return new LayerDesign(words, newBank, newReal, newImaginary, newRemoved, openEnd, forgetting);
  }

  /// The design with its open end multiplied by a map more.
  LayerDesign through(double[] map) {
    CompanionBank old = (CompanionBank) bank;
    CompanionBank fresh =
        new CompanionBank(
            old.count(),
            old.order(),
            old.coefficients(),
            RemovedModes.times(map, old.output()),
            old.timeDomain());
    double[] total = openEnd.map(before -> product(map, before, order())).orElse(map);
    return new LayerDesign(words, fresh, real, imaginary, removed, Optional.of(total), forgetting);
  }

  private static double[] product(double[] left, double[] right, int n) {
    double[] product = new double[n * n];
    for (int column = 0; column < n; column++) {
      double[] vector = new double[n];
      for (int i = 0; i < n; i++) {
        vector[i] = right[i * n + column];
      }
      double[] image = RemovedModes.times(left, vector);
      for (int i = 0; i < n; i++) {
        product[i * n + column] = image[i];
      }
    }
    return product;
  }

  /// Whether the numbers of a system's poles are those of another design.
  boolean hasPolesOf(LayerDesign other, int system) {
    int from = system * order();
    int to = from + order();
    return Arrays.equals(real, from, to, other.real, from, to)
        && Arrays.equals(imaginary, from, to, other.imaginary, from, to);
  }
}
