/// A run's scalars and histograms over time, in TensorBoard's own event files: written append-only
/// by the trainer, read while they grow by everyone else. Knows nothing of models or charts.
///
/// The few protobuf messages are encoded here by hand (`Event`, `Summary`, `HistogramProto` and
/// `SessionLog` of TensorBoard's public `.proto` files, a dozen fields in all), so that the desktop
/// needs no protobuf runtime.
@NullMarked
package org.statescope.training.run.event;

import org.jspecify.annotations.NullMarked;
