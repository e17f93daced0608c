/** An order is asked for by its number's end, as people read it aloud; a number that we made up ourselves is not. */
export const search = `
CREATE INDEX orders_by_number_end ON orders (substr(platform_order_id, -4)) WHERE order_id_derived = 0;
`;
