//! A small generator of pseudo-random numbers (SplitMix64) with a fixed seed: the same numbers on each run and machine.
//! Never for secrets.

/// The state of the generator.
#[derive(Debug, Clone)]
pub(crate) struct Seed(u64);

impl Seed {
    /// A generator for the thing of that name, independent of all others.
    pub(crate) fn of(name: &str) -> Self {
        let mixed = name
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
        Self(mixed)
    }

    /// The next 64 bits.
    pub(crate) fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from `from` to `to`, both included.
    pub(crate) fn between(&mut self, from: i64, to: i64) -> i64 {
        let span = u64::try_from(to - from).unwrap_or_default() + 1;
        from + i64::try_from(self.bits() % span).unwrap_or_default()
    }

    /// A place in a list of `length`, which isn't 0.
    pub(crate) fn place(&mut self, length: usize) -> usize {
        usize::try_from(self.bits() % length as u64).unwrap_or_default()
    }

    /// One of a list, which isn't empty.
    pub(crate) fn pick<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.place(list.len())]
    }

    /// Whether something of that likelihood in a thousand happens.
    pub(crate) fn happens(&mut self, in_thousand: u64) -> bool {
        self.bits() % 1000 < in_thousand
    }

    /// Lower-case hexadecimal digits.
    pub(crate) fn hex(&mut self, digits: usize) -> String {
        let mut text = String::with_capacity(digits + 16);
        while text.len() < digits {
            text.push_str(&format!("{:016x}", self.bits()));
        }
        text.truncate(digits);
        text
    }

    /// A list in another order.
    pub(crate) fn shuffled<T>(&mut self, mut list: Vec<T>) -> Vec<T> {
        for last in (1..list.len()).rev() {
            list.swap(last, self.place(last + 1));
        }
        list
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_the_same_each_time_and_differs_by_name() {
        assert_eq!(Seed::of("a").bits(), Seed::of("a").bits());
        assert_ne!(Seed::of("a").bits(), Seed::of("b").bits());
        let mut seed = Seed::of("between");
        assert!((0..1000).all(|_| (3..=7).contains(&seed.between(3, 7))));
        assert_eq!(Seed::of("hex").hex(40).len(), 40);
        let mut order = Seed::of("order").shuffled((0..50).collect::<Vec<_>>());
        assert_ne!(order, (0..50).collect::<Vec<_>>());
        order.sort_unstable();
        assert_eq!(order, (0..50).collect::<Vec<_>>());
    }
}
