/** What the reader calls the parts of a card of contacts, and the importer knows it by. */
export const vcardColumns = ['通讯录姓名', '通讯录电话', '通讯录地址', '通讯录生日', '通讯录分组', '通讯录备注'] as const;
