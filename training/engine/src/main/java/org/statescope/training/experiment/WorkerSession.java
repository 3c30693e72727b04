package org.statescope.training.experiment;

import java.time.Instant;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// What the experiment saw of one trainer process from outside.
///
/// @param run the planned run's name
/// @param exitCode of the process
/// @param peakResidentBytes the most memory the process held at once, where the system tells
/// @param processorsBusyElsewhere processors that other programs kept busy on average meanwhile,
///   where the system tells
public record WorkerSession(
    String run,
    Instant begin,
    Instant end,
    int exitCode,
    OptionalLong peakResidentBytes,
    OptionalDouble processorsBusyElsewhere) {}
