package org.statescope.training.run.event;

/// The names under which a trainer reports.
public final class Tags {
  public static final String TRAIN_LOSS = "train/loss";
  public static final String TRAIN_PERPLEXITY = "train/perplexity";
  public static final String LEARNING_RATE = "train/learning_rate";
  public static final String GRADIENT_NORM = "train/gradient_norm";

  /// Values of parameters that a constraint changed after the update of a step.
  public static final String CONSTRAINED = "train/constrained_values";

  public static final String TOKENS_PER_SECOND = "train/tokens_per_second";

  /// Bytes of device memory in use, by all programs; about once a second.
  public static final String DEVICE_MEMORY = "device/memory_bytes";

  /// Share of the last moments in which the device computed, 0 to 1.
  public static final String DEVICE_UTILISATION = "device/utilisation";

  /// In °C.
  public static final String DEVICE_TEMPERATURE = "device/temperature";

  public static final String VALIDATION_LOSS = "validation/loss";
  public static final String VALIDATION_PERPLEXITY = "validation/perplexity";

  /// State matrices with a pole outside of the open left half-plane, where the model can have any.
  public static final String UNSTABLE_SYSTEMS = "dynamics/unstable_systems";

  private Tags() {}

  /// Steps Δ of all channels over validation tokens.
  public static String stepSize(int layer) {
    return "dynamics/layer%d/step_size".formatted(layer);
  }

  /// Moduli |λ| of the continuous-time poles.
  public static String poleModulus(int layer) {
    return "dynamics/layer%d/pole_modulus".formatted(layer);
  }
}
