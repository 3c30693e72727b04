"""The quantities of AnalysisBenchmark with NumPy and SciPy, on the matrices that it wrote.

Structure is Kalman's matrix and its numerical rank, Gramians are scipy's Bartels-Stewart, Hankel
values are the roots of eig(Wc Wo): the ways of python-control. A is scaled by its norm before its
powers are taken, without which they overflow at order 256; the rank stays the same. The census is
in closed form over whole arrays. Prints `name <tab> best <tab> median` in milliseconds, and
`check` lines with numbers by which the two sides can be seen to have computed the same.
"""

import os
import sys
import time

import numpy as np
import scipy.linalg

MEASURED_SECONDS = 1.0
FEWEST_RUNS = 3


def measure(name, work):
    work()
    times = []
    start = time.perf_counter()
    while len(times) < FEWEST_RUNS or time.perf_counter() - start < MEASURED_SECONDS:
        before = time.perf_counter()
        work()
        times.append(1e3 * (time.perf_counter() - before))
    print(name, min(times), np.median(times), sep="\t", flush=True)


def is_controllable(a, b):
    scaled = a / np.linalg.norm(a)
    powers = [b]
    for _ in range(len(a) - 1):
        powers.append(scaled @ powers[-1])
    return np.linalg.matrix_rank(np.hstack(powers)) == len(a)


def gramians(a, b, c):
    return (
        scipy.linalg.solve_continuous_lyapunov(a, -b @ b.T),
        scipy.linalg.solve_continuous_lyapunov(a.T, -c.T @ c),
    )


def hankel(wc, wo):
    return np.sqrt(np.maximum(np.sort(np.linalg.eigvals(wc @ wo).real)[::-1], 0))


def single(path):
    numbers = np.fromfile(path, "<f8")
    n, m, p = (int(x) for x in numbers[:3])
    a = numbers[3 : 3 + n * n].reshape(n, n)
    b = numbers[3 + n * n : 3 + n * n + n * m].reshape(n, m)
    c = numbers[3 + n * n + n * m :].reshape(p, n)

    def everything():
        np.linalg.eigvals(a)
        is_controllable(a, b)
        is_controllable(a.T, c.T)
        return hankel(*gramians(a, b, c))

    measure(f"poles {n}", lambda: np.linalg.eigvals(a))
    measure(f"controllable {n}", lambda: is_controllable(a, b))
    measure(f"observable {n}", lambda: is_controllable(a.T, c.T))
    measure(f"gramians {n}", lambda: gramians(a, b, c))
    measure(f"hankel {n}", lambda: hankel(*gramians(a, b, c)))
    measure(f"together {n}", everything)
    print("check", n, everything()[0], sep="\t")


def cauchy_conditions(x, *weightings):
    """The product of the Frobenius norms of w w' / (x + x') and of its explicit inverse, by w."""
    sums = x[:, None] + x[None]
    differences = x[:, None] - x[None]
    for i in range(len(x)):
        differences[i, i] = 1
    u = np.prod(sums, axis=1) / np.prod(differences, axis=1)
    kernel = 1 / sums**2
    conditions = []
    for w in weightings:
        direct, inverse = w**2, (u / w) ** 2
        squares = [np.sum(v * np.einsum("ijs,js->is", kernel, v), axis=0) for v in (direct, inverse)]
        conditions.append(np.sqrt(squares[0] * squares[1]))
    return conditions


def cauchy_cholesky(x, g, signs):
    """L of the pivoted factorisation, entry by entry from x and the weights g; (S, n, n)."""
    n, systems = x.shape
    x, g, signs = x.copy(), g.copy(), signs.copy()
    factor = np.zeros((n, n, systems))
    every = np.arange(systems)
    for k in range(n):
        pivot = k + np.argmax(g[k:] ** 2 / x[k:], axis=0)
        for rows in (x, g, signs):
            rows[k], rows[pivot, every] = rows[pivot, every], rows[k].copy()
        kept = factor[k].copy()
        factor[k] = factor[pivot, :, every].T
        factor[pivot, :, every] = kept.T
        root = np.sqrt(2 * x[k])
        quotient = g[k:] / (x[k:] + x[k])
        factor[k:, k] = quotient * root * np.sign(g[k])
        g[k + 1 :] = quotient[1:] * (x[k + 1 :] - x[k])
    return np.ascontiguousarray(factor.transpose(2, 0, 1)), signs.T


def layer_structure(x, b, c):
    ordered = np.sort(x, axis=0)
    distinct = np.all(np.diff(ordered, axis=0) > 0, axis=0)
    return distinct & np.all(b != 0, axis=0), distinct & np.all(c != 0, axis=0)


def layer_hankel(x, b, c):
    product = b * c
    factor, signs = cauchy_cholesky(x, np.sqrt(np.abs(product)), np.sign(product))
    cross = factor.transpose(0, 2, 1) @ (signs[:, :, None] * factor)
    return np.sort(np.abs(np.linalg.eigvalsh(cross)), axis=1)[:, ::-1]


def census(path):
    numbers = np.fromfile(path, "<f8")
    layers, channels, n = (int(x) for x in numbers[:3])
    count = layers * channels
    poles = numbers[3 : 3 + count * n].reshape(layers, channels, n)
    sides = numbers[3 + count * n :].reshape(2, layers, n, 1)
    # A layer at a time stays in the cache; (states, channels) runs along the channels.
    network = [
        (
            np.ascontiguousarray(-poles[layer].T),
            np.repeat(sides[0, layer], channels, axis=1),
            np.repeat(sides[1, layer], channels, axis=1),
        )
        for layer in range(layers)
    ]

    def without_hankel():
        return [(layer_structure(x, b, c), cauchy_conditions(x, b, c)) for x, b, c in network]

    def everything():
        without_hankel()
        return np.concatenate([layer_hankel(x, b, c) for x, b, c in network])

    measure("census without hankel", without_hankel)
    measure("census", everything)
    print("check", "census", np.sum(everything()[:, 0]), sep="\t")


for name in sorted(os.listdir(sys.argv[1])):
    if name.startswith("system-"):
        single(os.path.join(sys.argv[1], name))
census(os.path.join(sys.argv[1], "census.bin"))
