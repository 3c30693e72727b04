package org.statescope.training.experiment.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Maps values to coordinates along one axis, and knows where its ticks are.
sealed interface Scale {
  /// A place on the axis with its label.
  record Tick(double value, String label) {}

  double at(double value);

  List<Tick> ticks();

  /// Equal distances for equal differences.
  record Linear(double low, double high, double start, double end, int wantedTicks)
      implements Scale {
    private static final double[] STEPS = {1, 2, 5, 10};

    public Linear {
      requireIncreasing(low, high);
    }

    /// Room of `margin` times the length on both sides of the values.
    static Linear around(
        double smallest, double largest, double margin, double start, double end, int ticks) {
      double length = largest > smallest ? largest - smallest : Math.max(1e-6, Math.abs(largest));
      return new Linear(smallest - margin * length, largest + margin * length, start, end, ticks);
    }

    @Override
    public double at(double value) {
      return start + (value - low) / (high - low) * (end - start);
    }

    @Override
    public List<Tick> ticks() {
      double raw = (high - low) / wantedTicks;
      double decade = Math.pow(10, Math.floor(Math.log10(raw)));
      double step = decade * STEPS[STEPS.length - 1];
      for (double candidate : STEPS) {
        if (candidate * decade >= raw) {
          step = candidate * decade;
          break;
        }
      }
      int decimals = (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
      List<Tick> ticks = new ArrayList<>();
      for (long i = (long) Math.ceil(low / step); i * step <= high; i++) {
        ticks.add(new Tick(i * step, label(i * step, decimals)));
      }
      return ticks;
    }
  }

  /// Equal distances for equal ratios.
  record Logarithmic(double low, double high, double start, double end) implements Scale {
    private static final double[] MANTISSAS = {1, 1.5, 2, 3, 4, 5, 6, 8};
    private static final double[] FEW_MANTISSAS = {1, 2, 5};
    private static final double[] POWERS = {1};
    private static final double ONE_DECADE = 1.2;
    private static final double MANY_DECADES = 4;

    public Logarithmic {
      requireIncreasing(low, high);
      if (low <= 0) {
        throw new IllegalArgumentException(
            "A logarithmic axis begins above 0, not at " + low + ".");
      }
    }

    @Override
    public double at(double value) {
      return start + Math.log(value / low) / Math.log(high / low) * (end - start);
    }

    @Override
    public List<Tick> ticks() {
      double decades = Math.log10(high / low);
      double[] mantissas =
          decades > MANY_DECADES ? POWERS : decades > ONE_DECADE ? FEW_MANTISSAS : MANTISSAS;
      List<Tick> ticks = new ArrayList<>();
      for (int power = (int) Math.floor(Math.log10(low)); Math.pow(10, power) <= high; power++) {
        for (double mantissa : mantissas) {
          double value = mantissa * Math.pow(10, power);
          if (value >= low && value <= high) {
            int decimals =
                Math.max(0, -power) + (mantissa == Math.rint(mantissa) || power > 0 ? 0 : 1);
            ticks.add(new Tick(value, label(value, decimals)));
          }
        }
      }
      return ticks;
    }
  }

  private static void requireIncreasing(double low, double high) {
    if (!(high > low) || Double.isInfinite(high - low)) {
      throw new IllegalArgumentException(
          "An axis needs finite ends in order, not %s and %s.".formatted(low, high));
    }
  }

  private static String label(double value, int decimals) {
    String text = String.format(Locale.ROOT, "%,." + decimals + "f", value).replace(",", " ");
    return text.replaceFirst("^-(?=[0.]*$)", "").replace('-', '−');
  }
}
