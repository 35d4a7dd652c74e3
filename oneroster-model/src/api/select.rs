//! A query held against records in memory.

use alloc::vec::Vec;
use core::cmp::Ordering;

use super::{
    filter::{Fields, order},
    query::{DEFAULT_LIMIT, Order, Query},
};

/// What a query wants of some records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selected<T> {
    /// The records of this page, in order.
    pub records: Vec<T>,
    /// How many records the filter lets through: the `X-Total-Count`.
    pub total: usize,
}

impl Query {
    /// Filters, sorts and cuts records, as a server does. Records that sort alike keep their order;
    /// those without the field come first. A `limit` left out is [`DEFAULT_LIMIT`].
    ///
    /// `fields` is not applied: which members are written is up to the writer.
    ///
    /// ```
    /// use oneroster_model::api::Query;
    /// use serde_json::json;
    ///
    /// let users = [
    ///     json!({"sourcedId": "u-1", "status": "active", "familyName": "Vesely"}),
    ///     json!({"sourcedId": "u-2", "status": "tobedeleted", "familyName": "Amsel"}),
    ///     json!({"sourcedId": "u-3", "status": "active", "familyName": "Okonkwo"}),
    /// ];
    /// let query: Query = "filter=status='active'&sort=familyName&limit=1".parse().unwrap();
    /// let selected = query.select(&users);
    /// assert_eq!(selected.records, [&users[2]]);
    /// assert_eq!(selected.total, 2);
    /// ```
    pub fn select<T: Fields>(&self, records: impl IntoIterator<Item = T>) -> Selected<T> {
        let wanted = |record: &T| self.filter.as_ref().is_none_or(|filter| filter.holds(record));
        let mut records: Vec<T> = records.into_iter().filter(wanted).collect();
        if let Some(field) = &self.sort {
            records.sort_by(|a, b| match (order(&a.at(field), &b.at(field)), self.order_by) {
                (ordering, Some(Order::Descending)) => Ordering::reverse(ordering),
                (ordering, _) => ordering,
            });
        }
        let total = records.len();
        let size = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
        records.drain(..size(self.offset.unwrap_or(0)).min(total));
        records.truncate(size(self.limit.unwrap_or(DEFAULT_LIMIT)));
        Selected { records, total }
    }
}
