/// The same [org.statescope.training.tensor.Backend] on graphics processors: one kernel source, the
/// C files beside this package's resources, for two runtimes.
///
/// `dialect.c` gives the words in which OpenCL C 1.2 and CUDA C++ differ. A [GpuRuntime] holds
/// memory and runs kernels; the operations above it do not know which runtime they are on. Memory
/// is handed out as segments whose addresses only [DeviceAddresses] understands: they name a place
/// on the device and must never be read from Java; see
/// [org.statescope.training.tensor.Backend#read].
///
/// Training steps are queued one behind the other: what changes between steps (tokens, scalars of
/// the update) lies in device memory and is sent through pinned host memory, whether an update is
/// applied is decided on the device, and the host reads a step's outcome while the next one runs
/// ([QueuedSteps]). So the launches of a step never change, and CUDA runs them as one graph.
///
/// Recurrences whose channels and sequences do not fill a card cut each sequence into segments
/// ([SequenceSplit]): first kernels find what each segment does to a state, a short walk along the
/// segments finds the state that enters each, and then all run side by side; backwards alike. With
/// A diagonal the first costs one more pass; a Schwarz matrix costs one per state and one more, so
/// it is cut only where a card is nearly idle. The powers of a companion matrix grow before they
/// decay, and what they carry would lose digits in float32; so it is found in float64, which costs
/// one pass for every eight states and one more. Devices that are slow in float64 seldom gain by
/// that, and where OpenCL tells of no float64 companion forms are not cut. What does not fit a
/// device's memory in segments runs in one piece.
///
/// Sums have a fixed order, so a run repeats to the bit on one device. Nothing here loads ND4J.
@NullMarked
package org.statescope.training.gpu;

import org.jspecify.annotations.NullMarked;
