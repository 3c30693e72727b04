package org.statescope.analysis.stability;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.statescope.analysis.linalg.Balancing;
import org.statescope.analysis.linalg.EigenSystem;
import org.statescope.analysis.linalg.MatrixExponential;
import org.statescope.analysis.linalg.Products;
import org.statescope.analysis.linalg.SpectralNorm;

/// The search behind [TransientGrowth].
final class GrowthSearch {
  private static final int SAMPLES_PER_OCTAVE_LOG2 = 4;
  private static final int MOST_OCTAVES = 1100;
  private static final int REFINED = 3;
  private static final double ACCURACY = 1e-7;

  /// A first step shorter than 2⁻²⁴ of what balanced coordinates allow would be lost beside 1.
  private static final int SHORTEST_STEP_LOG2 = 24;

  private static final int FULL_STEPS = 4096;
  private static final int MOST_DOUBLINGS = 60;

  private GrowthSearch() {}

  private record Sample(double time, double estimate) {}

  static TransientGrowth continuous(DMatrixRMaj a) {
    double bound = EigenSystem.of(a).vectorCondition();
    Balancing balancing = Balancing.scaling(a);
    double size =
        Math.min(
            SpectralNorm.of(a),
            Math.scalb(SpectralNorm.of(balancing.matrix()), SHORTEST_STEP_LOG2));
    if (NumericalAbscissa.of(a) <= 0 || size == 0) {
      return new TransientGrowth.Bounded(1, 0, 1);
    }
    LineSearch line = new LineSearch(t -> -norm(a, t), 0, Double.MAX_VALUE);
    line.at(0);
    for (Sample sample :
        highest(samples(balancing, Math.scalb(1 / size, -SAMPLES_PER_OCTAVE_LOG2)))) {
      line.descend(sample.time(), sample.time() / 32, ACCURACY);
    }
    double value = -line.best();
    return new TransientGrowth.Bounded(value, line.bestAt(), Math.max(value, bound));
  }

  private static double norm(DMatrixRMaj a, double time) {
    DMatrixRMaj scaled = a.copy();
    CommonOps_DDRM.scale(time, scaled);
    return SpectralNorm.of(MatrixExponential.of(scaled));
  }

  /// Estimates of the norm from the step h on, sixteen to an octave, until it is at most 1 for
  /// good. Flows are multiplied in balanced coordinates, where their entries are of one size.
  private static List<Sample> samples(Balancing balancing, double h) {
    List<Sample> samples = new ArrayList<>();
    DMatrixRMaj scaled = balancing.matrix().copy();
    CommonOps_DDRM.scale(h, scaled);
    int perOctave = 1 << SAMPLES_PER_OCTAVE_LOG2;
    // the flow over h and, step by step, over 2h, 4h, …
    DMatrixRMaj step = MatrixExponential.of(scaled);
    double stepTime = h;
    DMatrixRMaj flow = step;
    double time = h;
    for (int k = 1; k < perOctave; k++) {
      samples.add(new Sample(time, SpectralNorm.estimate(original(balancing, flow))));
      flow = Products.times(flow, step);
      time += stepTime;
    }
    for (int octave = 0; octave < MOST_OCTAVES; octave++) {
      for (int k = 0; k < perOctave; k++) {
        DMatrixRMaj whole = original(balancing, flow);
        double estimate = SpectralNorm.estimate(whole);
        samples.add(new Sample(time, estimate));
        if (estimate < 1 && SpectralNorm.of(whole) <= 1) {
          return samples;
        }
        flow = Products.times(flow, step);
        time += stepTime;
      }
      step = Products.times(step, step);
      stepTime *= 2;
    }
    return samples;
  }

  /// D X D⁻¹.
  private static DMatrixRMaj original(Balancing balancing, DMatrixRMaj x) {
    return balancing.isUnscaled()
        ? x
        : Products.transpose(balancing.dualToOriginal(Products.transpose(balancing.toOriginal(x))));
  }

  /// The samples that are higher than their neighbours, highest first.
  private static List<Sample> highest(List<Sample> samples) {
    List<Sample> peaks = new ArrayList<>();
    for (int i = 0; i < samples.size(); i++) {
      double here = samples.get(i).estimate();
      if ((i == 0 || here >= samples.get(i - 1).estimate())
          && (i + 1 == samples.size() || here > samples.get(i + 1).estimate())) {
        peaks.add(samples.get(i));
      }
    }
    peaks.sort((x, y) -> Double.compare(y.estimate(), x.estimate()));
    return peaks.subList(0, Math.min(REFINED, peaks.size()));
  }

  /// Every power up to a fixed number, then only powers of two: each of those bounds what lies
  /// between by what came before.
  static TransientGrowth discrete(DMatrixRMaj a) {
    double bound = EigenSystem.of(a).vectorCondition();
    double best = 1;
    double at = 0;
    DMatrixRMaj power = a;
    for (int k = 1; k <= FULL_STEPS; k++) {
      double norm = SpectralNorm.of(power);
      if (norm > best) {
        best = norm;
        at = k;
      }
      if (norm <= 1) {
        return new TransientGrowth.Bounded(best, at, best);
      }
      power = Products.times(power, a);
    }
    double step = FULL_STEPS + 1.0;
    for (int doubling = 0; doubling < MOST_DOUBLINGS; doubling++) {
      double norm = SpectralNorm.of(power);
      if (norm > best) {
        best = norm;
        at = step;
      }
      if (norm <= 1) {
        break;
      }
      power = Products.times(power, power);
      step *= 2;
    }
    return new TransientGrowth.Bounded(best, at, Math.max(best, bound));
  }
}
