package org.statescope.training.run;

import java.util.SortedMap;

/// What surrounded a run when its trainer began it: enough to say whether another machine did the
/// same.
///
/// @param versions by component: statescope, java, nd4j, the operating system
/// @param deviceName the device in the words of its maker
/// @param threads that compute; a resumed run uses as many, because the order of sums depends on it
public record RunProvenance(
    SortedMap<String, String> versions, String deviceName, int threads, TextFingerprint text) {}
