package org.statescope.training.run;

/// Which text a run learned from: its size and the SHA-256 of its bytes in reading order.
public record TextFingerprint(long bytes, String sha256) {}
