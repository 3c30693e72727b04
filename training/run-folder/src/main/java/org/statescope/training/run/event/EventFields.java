package org.statescope.training.run.event;

/// Field numbers of TensorBoard's public messages (`event.proto`, `summary.proto`,
/// `histogram.proto`).
final class EventFields {
  static final int WALL_TIME = 1;
  static final int STEP = 2;
  static final int FILE_VERSION = 3;
  static final int SUMMARY = 5;
  static final int SESSION_LOG = 7;

  static final int SESSION_STATUS = 1;
  static final int SESSION_START = 1;

  static final int SUMMARY_VALUE = 1;
  static final int VALUE_TAG = 1;
  static final int SIMPLE_VALUE = 2;
  static final int HISTOGRAM = 5;

  static final int MINIMUM = 1;
  static final int MAXIMUM = 2;
  static final int NUMBER = 3;
  static final int SUM = 4;
  static final int SUM_OF_SQUARES = 5;
  static final int BUCKET_LIMITS = 6;
  static final int BUCKET_COUNTS = 7;

  private EventFields() {}
}
