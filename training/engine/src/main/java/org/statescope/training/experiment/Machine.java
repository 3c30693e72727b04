package org.statescope.training.experiment;

/// Where an experiment ran.
///
/// @param processor in the words of its maker
/// @param processors that Java may use
/// @param threads that each run computes with
public record Machine(String processor, int processors, int threads, String operatingSystem) {}
