package org.statescope.training.run;

import java.util.SortedMap;

/// What surrounded a run when its trainer began it: enough to say whether another machine did the
/// same.
///
/// @param versions by component: statescope, java, nd4j, the operating system
/// @param deviceName the device in the words of its maker
public record RunProvenance(
    SortedMap<String, String> versions, String deviceName, TextFingerprint text) {}
