title a rhyme of the wind
form rhyme
word p1: baker, farmer, miller, tailor, teacher, doctor, painter, postman
word p2: baker, farmer, miller, tailor, teacher, doctor, painter, postman
word p3: baker, farmer, miller, tailor, teacher, doctor, painter, postman
word t1: hat, cap, wig, scarf
word t2: shirt, sheet, vest, sock
word t3: note, list, bill, map
word high: high upon the hay, deep into the bay, far across the bay
word tree: pine, vine, sign

beat line
The wind came whistling down the lane
The wind came laughing down the lane
beat line
And (rattled|tapped) at every window pane.
beat line
Whoo, said the wind, whoo, whoo, whoo,
beat line
I need a thing to play with, too!
I want a thing to play with, too!
beat line
It took the {p1}'s {t1} away
It snatched the {p1}'s {t1} away
beat line
And threw it {high}.
And tossed it {high}.
beat line
Whoo, said the wind, whoo, whoo, whoo,
beat line
I like the way you run, I do!
beat line
It took the {p2}'s {t2} from the line
It pulled the {p2}'s {t2} from the line
beat line
And hung it on a (little|crooked) {tree}.
beat line
Whoo, said the wind, whoo, whoo, whoo,
beat line
It looks much better there, that's true!
beat line
It took the {p3}'s {t3} last of all
beat line
And stuck it to the garden wall.
And left it by the market hall.
beat line
And then it lay down by the mill
beat line
And went to sleep, and all was still.
beat line
Hush, said the wind, hush, hush, hush,
beat line
And dreamed inside a (willow|lilac|holly) bush.

ask what t1
? What did the wind take first
? What did it take away from the {p1}
! It took the {p1}'s {t1}
! The wind took the {p1}'s {t1}
ask who p1
? Whose {t1} did the wind take
? To whom did the {t1} belong
! It was the {p1}'s {t1}
! The {t1} belonged to the {p1}
ask who p2
? Whose {t2} did the wind take
? To whom did the {t2} belong
! It was the {p2}'s {t2}
! The {t2} belonged to the {p2}
ask where tree
? Where did the wind hang the {t2}
! It hung the {t2} on a {tree}
! The {t2} hung on a {tree}
ask who p3
? Whose {t3} did the wind take last of all
? To whom did the {t3} belong
! It was the {p3}'s {t3}
! The {t3} belonged to the {p3}
ask where
? Where did the wind go to sleep
? Where did the wind lie down
! The wind lay down by the mill
! It was by the mill
