title the cat on moving day
cast a: child
cast b: old
word c: Smudge, Figaro, Mopsy, Duchess, Velvet, Tiger
cast d: child
cast e: farmer
word from: the tall house by the church, the house on the hill, the old mill cottage, the house with the tower
word to: a little flat above the bakery, a cottage with a green door, two rooms by the harbour, a small house with a bench in front of it
word big: the piano, the grandfather clock, the oak cupboard, the sofa with the lion's feet
word how: through the window with ropes, down the stairs on a mattress, on four rollers, on the farm cart, with the help of six neighbours
word hid: in the bottom drawer of a chest, inside a rolled-up carpet, in the washing basket, in the oven, in a hatbox, between the winter coats
word place1: up the chimney, in the cellar, in the pear tree, under the stairs
word place2: behind the woodshed, on the roof, in the well house, in the neighbour's garden
word fish: a bit of smoked herring, a saucer of cream, a piece of fried fish, a slice of liver sausage
word day: Monday, Tuesday, Wednesday, Thursday, Friday, Saturday
number n: 20..40

beat start
3: On {day} {b.intro} was moving from {from} to {to}, and {a.intro} came to help
3: The stairs had become too steep for {b.intro}. So on {day} everything was to be moved from {from} to {to}, and {a.intro} came to help
3: Because {from} had too many stairs, {b.intro} was moving to {to} on {day}, and {a.intro} had promised to help
1: On {day} {b.intro} was moving from {from} to {to}, and I went over to help
1: The stairs had become too steep for {b.intro}. So on {day} everything was to be moved from {from} to {to}, and I went over to help
1: Because {from} had too many stairs, {b.intro} was moving to {to} on {day}, and I had promised to help
beat start
There were {n} boxes, nine chairs, a parrot cage without a parrot, and a cat called {c}
All in all there were {n} boxes, a heap of carpets and {c} the cat
In the hall stood {n} boxes, three mirrors and a basket for {c} the cat
beat start
{e.intro} had brought a cart, and {d.intro} carried things down the stairs
{e.intro} was there with a cart, and {d.intro} ran up and down the stairs
the cart belonged to {e.intro}, and {d.intro} carried down everything that was light
beat maybe start
The worst was {big}. It went out {how}
It took an hour to move {big}, which in the end went {how}
Five people were needed for {big}, and it was moved {how}
beat then
the last chair was carried out, and every step in the rooms made an echo
the last knot was tied on the cart
the last box was carried out of the hall
beat but
{c} was nowhere to be seen
when {b.name} called {c}, no cat came
the basket was empty, and there was no sign of {c}
beat say b
Without {c} I am not going anywhere
I will not leave this house without my cat
You can take the rest away again. I am not leaving without {c}
beat maybe start
@sad b
@worried b
beat so
{d.name} looked {place1}, and {e.name} looked {place2}
everyone began to search. {d.name} looked {place1}, and {e.name} looked {place2}
{d.name} was sent to look {place1}, and {e.name} looked {place2}
beat and
{a} crawled through all the empty rooms and called and coaxed
{a} went from room to room and listened at the walls
{a} knocked on every wall and looked behind every door
beat start
The sun sank lower and lower, and there was still no sign of {c}
It grew dark, the horses stamped their feet, and {b.name} sat on the doorstep and said nothing
An hour went by, and then another. {b.name} had tears in both eyes
beat then
{a} stood still and thought about what {c} liked best
{a} sat down on a box and tried to think like a cat
all at once {a} remembered something about cats
beat say a
Nobody moves out without supper! Wait, I have an idea
A cat does not come when it is called. It comes when it wants something
I think that {c} is not far away, only hungry
beat so
{a} tried it with {fish}
{a} went out to the cart with {fish}
{a} carried {fish} once round the house and once round the cart
beat and
from somewhere deep inside the load on the cart came a loud meow
a scratching and a meow came from the cart, from under all the furniture
something answered from the cart, and it was a very sleepy meow
beat start
{c} had been {hid} all the time and had already moved house
All day long {c} had been {hid}, fast asleep. The cat had been the very first to move
Somebody had packed {c} by mistake. The cat had been {hid} since the morning
beat so
{b} laughed until the tears came and climbed onto the cart
{b.name} could lock the old door at last, without looking back
{b} locked the door, put the key under the mat and said goodbye to the house
beat maybe start
@glad b
@proud a
@tired a
beat maybe start
That evening {c} walked through the new rooms and sniffed at every corner
For supper there was bread and cheese on top of the boxes
@ending a
@relief
@evening a
beat maybe start
The first thing to be unpacked was the basket for the cat
Three days later {c} had found the warmest spot in the new home, and it was on {b.my} lap

ask where hid
? Where was {c} all the time
? Where had the cat been sleeping
! {c} was {hid}
! The cat had been {hid}
ask where from
? What was {b.my} old home
? From which home did {b.name} move away
! It was {from}
! {b.my} old home was {from}
ask where to
? Where did {b.name} move to
? What is {b.my} new home
! {b.name} moved to {to}
! {b.my} new home is {to}
ask where place1
? Where did {d.name} look for the cat
! {d.name} looked {place1}
ask where place2
? Where did {e.name} look for the cat
! {e.name} looked {place2}
ask what fish
? What brought the cat out in the end
? What did {a.name} use to find the cat
! {a.name} used {fish}
! It was {fish}
ask how-many n
? How many boxes were there
! There were {n} boxes
ask who e
? Who had brought a cart
? Who came with a cart
! {e.name} had brought a cart
! It was {e.name}
ask why
? Why could the cart not leave yet
? Why did {b.name} not want to go yet
! {b.name} did not want to leave without the cat
! It was because the cat was missing
