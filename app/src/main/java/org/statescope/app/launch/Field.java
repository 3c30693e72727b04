package org.statescope.app.launch;

/// A field of the form of a new run, in reading order.
public enum Field {
  MODEL_WIDTH,
  LAYERS,
  ORDER,
  EXPAND,
  CONVOLUTION_WIDTH,
  /// Blank for the usual one.
  STEP_RANK,
  HEAD_WIDTH,
  GROUPS,
  CHUNK_LENGTH,
  TEXT,
  /// Of JSON lines and Parquet files.
  TEXT_FIELD,
  /// The path of a `tokenizer.json`; blank for bytes.
  TOKENIZER,
  STEPS,
  BATCH,
  LENGTH,
  /// Parts of a batch that are learned from one after the other.
  GRADIENT_ACCUMULATION,
  /// One, or several for a sweep.
  LEARNING_RATE,
  /// Blank for the preset's, at most a tenth of the steps.
  WARM_UP,
  /// One, or several for a sweep.
  SEED,
  EVALUATE_EVERY,
  CHECKPOINT_EVERY,
  DYNAMICS_EVERY,
  DEVICE,
  /// Blank for all.
  THREADS,
  NAME
}
